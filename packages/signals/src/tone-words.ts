/** Words of praise and complaint in English with their tone, -3…3. */
export const ENGLISH_TONE: ReadonlyMap<string, number> = tones([
  [
    3,
    'amazing awesome brilliant excellent fantastic incredible outstanding perfect superb thrilled ' +
      'wonderful delighted love loved loves',
  ],
  [
    2,
    'appreciate appreciated appreciates best better confident easy easier enjoy enjoyed excited ' +
      'exciting favorite glad great happy happier helpful helped helps impressed impressive improve ' +
      'improved improvement improvements nice pleased praise recommend recommended reliable ' +
      'satisfied saved saves smooth smoothly solid solved strong success successful successfully ' +
      'thank thanks valuable win wins won worked works beautiful smart friendly fast faster',
  ],
  [
    1,
    'agree agreed available benefit benefits clear clean comfortable convenient cool fair fine ' +
      'fixed fun good growth hope hopeful interested interesting like liked likes okay progress ' +
      'promising quick quickly ready resolved right safe stable support supportive useful value ' +
      'well worth',
  ],
  [
    -1,
    'busy complicated concern concerned concerns confused confusing cost delay delayed delays ' +
      'difficult expensive hard issue issues late lack lacking limited lost missed missing manual ' +
      'old problem problems slow slower slowly sorry stuck tight tired unclear unused unfortunately ' +
      'weird wrong cheap noisy sad',
  ],
  [
    -2,
    'angry annoyed annoying bad blocked blocker broken bug bugs buggy cancel cancelled canceled ' +
      'cancelling churn complain complained complaint complaints crash crashed crashes disappointed ' +
      'disappointing disappointment down error errors fail failed failing fails failure frustrated ' +
      'frustrating frustration incident leave leaving outage painful poor poorly risk risky ' +
      'struggle struggled struggling trouble ugly unhappy upset worried worry worse refuse regret ' +
      'mess hate hated hates useless cut',
  ],
  [
    -3,
    'awful disaster furious horrible nightmare terrible unacceptable worst disgusting breach ' +
      'terminate ridiculous pathetic',
  ],
]);

/** The same for German. */
export const GERMAN_TONE: ReadonlyMap<string, number> = tones([
  [
    3,
    'ausgezeichnet begeistert fantastisch großartig hervorragend perfekt super toll wunderbar ' +
      'klasse exzellent liebe lieben',
  ],
  [
    2,
    'beeindruckt beeindruckend besser beste besten bestens dankbar einfach einfacher empfehlen ' +
      'erfolg erfolge erfolgreich erfreulich erleichtert freue freuen freut froh gelungen geschätzt ' +
      'glücklich gut gute guten guter gutes hilfreich hilft geholfen positiv prima schnell ' +
      'schneller schön spart stark verbessert verbesserung verbesserungen wertvoll zufrieden ' +
      'zuverlässig überzeugt gefällt danke',
  ],
  [
    1,
    'angenehm bereit fair fortschritt fortschritte gelöst gern gerne hoffe hoffen interessant ' +
      'interessiert klar nützlich nutzen sauber sicher sinnvoll stabil unterstützung vorteil ' +
      'vorteile wert',
  ],
  [
    -1,
    'alt bedenken dauert fehlt fehlen kompliziert knapp kosten langsam langsamer leider mühsam ' +
      'offen problem probleme schade schwer schwierig schwierigkeiten spät sorge sorgen teuer ' +
      'umständlich unklar ungenutzt unsicher unübersichtlich verloren verspätet verzögert ' +
      'verzögerung verzögerungen',
  ],
  [
    -2,
    'abgebrochen abgelehnt absturz abgestürzt ausfall ausfälle ausgefallen beschwerde beschwerden ' +
      'beschwert besorgt defekt enttäuscht enttäuschend fehler fehlerhaft frust frustriert ' +
      'frustrierend gefahr gekündigt gescheitert genervt kaputt kritisch kündigen kündigung ' +
      'mangelhaft nervig risiko risiken schlecht schlechte schlechter scheitert störung störungen ' +
      'unzufrieden verlassen verärgert ärger ärgerlich ärgert',
  ],
  [-3, 'inakzeptabel katastrophal katastrophe furchtbar schlimm schrecklich unverschämt wütend'],
]);

function tones(groups: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  return new Map(groups.flatMap(([tone, words]) => words.split(' ').map((word) => [word, tone] as const)));
}
