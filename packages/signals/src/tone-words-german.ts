import { tones } from './tones.ts';

/** German words of praise and complaint with their tone, -3…3. */
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
