import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MeetingSummary, summarizeMeeting } from './meeting-summary.ts';
import type { Turn } from './transcript.ts';

const LANGUAGES = ['en', 'de', 'fr', 'sv'] as const;
type Language = (typeof LANGUAGES)[number];
type Sentences = Readonly<Record<Language, readonly string[]>>;

/** A call in lines `Speaker: words`; "Us" is ours, everybody else theirs. */
function sumUp(language: string, lines: readonly string[]): MeetingSummary {
  const turns = lines.map((line, index): Turn => {
    const [speaker = '', ...words] = line.split(': ');
    const side = speaker === 'Us' ? 'ours' : 'theirs';
    return { index, speaker, side, text: words.join(': '), startMs: null, endMs: null };
  });
  return summarizeMeeting({ turns, language, startedAt: new Date('2026-11-24T15:00:00Z') });
}

function promisesOf(language: string, ...lines: readonly string[]): string[] {
  return sumUp(language, lines).actionItems.map(({ evidence }) => evidence.quote);
}

function assertAll(sentences: Sentences, isRight: (language: Language, sentence: string) => boolean): void {
  const wrong = LANGUAGES.flatMap((language) =>
    sentences[language].filter((sentence) => !isRight(language, sentence)),
  );
  assert.deepEqual(wrong, []);
}

test('finds a promise by whom it is for and by when, whatever its verb', () => {
  const promised: Sentences = {
    en: [
      "I'm going to vacuum the test data before Monday.",
      "I'm wiring the second sensor now.",
      'They will be on the lorry by Thursday.',
      "You'll see the new wording this evening.",
      "We'd cover the second visit.",
      "I'll have a word with the printer about the ink.",
    ],
    de: [
      'Ich faxe Ihnen die alte Liste.',
      'Ich drucke euch die Karten.',
      'Dann schweiße ich den Rahmen.',
      'Ich lasse die Waage von der Werkstatt eichen.',
      'Die neuen Schilder kriegen Sie am Donnerstag.',
      'Ich tippe das ab und gebe dir Bescheid.',
      'Ich reserviere mir dafür einen Vormittag.',
    ],
    fr: [
      'Je dessine le plan des étages.',
      'On vous imprime les badges.',
      "J'emballe les deux capteurs demain.",
      'Je vous traduis la notice.',
      'Je leur en glisse un mot demain.',
      'Je serai sur place à neuf heures.',
    ],
    sv: [
      'Jag ritar en skiss i kväll.',
      'Jag översätter den åt er.',
      'Vi lagar det på fredag.',
      'Då packar jag upp lådorna.',
      'Du får nycklarna på onsdag.',
    ],
  };
  assertAll(promised, (language, said) => promisesOf(language, `Us: ${said}`).length === 1);
  const told: Sentences = {
    en: [
      "I'll also say that the other depot is fine.",
      "I'm seeing it on every page.",
      "I'd like the old layout back.",
    ],
    de: [
      'Ich danke Ihnen für die offenen Worte.',
      'Ich glaube Ihnen das gern.',
      'Das Büro machen wir nächstes Jahr zu.',
      'Im Sommer starten wir damit nicht.',
      'Deshalb rufe ich an.',
      'Das stelle ich Ihnen in Rechnung.',
    ],
    fr: [
      'Je pense que la salle est libre demain.',
      'Je gère les trois agences du nord.',
      'On vous entend très mal.',
      'Je suis en vacances lundi.',
      'Je vous remercie de votre accueil.',
    ],
    sv: [
      'Jag tror på det i alla fall.',
      'Jag jobbar med ekonomi på fredagar.',
      'Då lägger vi ner butiken på måndag.',
    ],
  };
  assertAll(told, (language, said) => promisesOf(language, `Us: ${said}`).length === 0);
});

test('finds a promise under a condition, and before a question that asks whether it suits', () => {
  const promised: Sentences = {
    en: ["If legal agrees, I'll have him assigned to your site.", "I'll mail you the plan tonight, okay?"],
    de: [
      'Wenn Sie mir die Maße geben, prüfe ich das bis Freitag.',
      'Ich schicke Ihnen den Plan, wenn das passt.',
      'Ich schicke Ihnen den Plan bis Freitag, in Ordnung?',
    ],
    fr: [
      'Si vous me donnez les mesures, je vérifie le plan.',
      'Je regarde si on peut déplacer la borne.',
      "Je vous envoie le plan vendredi, d'accord ?",
    ],
    sv: [
      'Om ni mäter dörren, skickar jag ritningen på fredag.',
      'Jag kollar om vi kan flytta skåpet.',
      'Jag skickar ritningen på fredag, går det bra?',
    ],
  };
  assertAll(promised, (language, said) => promisesOf(language, `Us: ${said}`).length === 1);
  const warned: Sentences = {
    en: ["If it rains again, we'll look for another hall."],
    de: ['Wenn das noch mal passiert, kündigen wir Ihnen.'],
    fr: ['Si ça recommence, nous changerons de salle.'],
    sv: ['Om det händer igen, byter vi lokal i maj.'],
  };
  assertAll(warned, (language, said) => promisesOf(language, `Ann: ${said}`).length === 0);
});

test('takes an offer for a promise once the other wants it', () => {
  const offers: readonly [string, string, string, string][] = [
    ['en', 'We could do the second floor by hand.', 'Please.', "I can't see that."],
    ['de', 'Ich könnte Ihnen das Lager zeigen.', 'Das wäre gut.', 'Lieber nicht.'],
    ['fr', 'On peut vous prêter un technicien deux jours.', 'Volontiers.', 'Non merci.'],
    ['sv', 'Jag kan visa lagret som det ser ut.', 'Ja, gärna.', 'Nej tack.'],
  ];
  for (const [language, offer, taken, left] of offers) {
    assert.deepEqual(promisesOf(language, `Us: ${offer}`, `Ann: ${taken}`), [offer]);
    assert.deepEqual(promisesOf(language, `Us: ${offer}`, `Ann: ${left}`), []);
  }
});

test('takes for decided what the next voice agrees to, and what is put as a question and confirmed', () => {
  const said: readonly [string, string, string, string][] = [
    [
      'en',
      'No changes in the last five days of a month. None.',
      'Agreed.',
      'No changes in the last five days of a month.',
    ],
    [
      'en',
      "So we're starting with the harbour depot, right?",
      'Yes.',
      "So we're starting with the harbour depot, right?",
    ],
    [
      'de',
      'Geliefert wird nur noch an den Hintereingang.',
      'Einverstanden.',
      'Geliefert wird nur noch an den Hintereingang.',
    ],
    [
      'fr',
      'Deux dépôts au premier trimestre, pas plus.',
      'Ça marche.',
      'Deux dépôts au premier trimestre, pas plus.',
    ],
    [
      'sv',
      'Då kör vi med hamnen från april, eller hur?',
      'Ja.',
      'Då kör vi med hamnen från april, eller hur?',
    ],
  ];
  for (const [language, statement, answer, decided] of said) {
    const quotes = (second: string) =>
      sumUp(language, [`Ann: ${statement}`, `Us: ${second}`]).decisions.map(({ evidence }) => evidence.quote);
    assert.deepEqual(quotes(answer), [decided]);
    assert.deepEqual(quotes('Hm.'), []);
  }
});

test('reads decisions that put off, drop, move or sum up', () => {
  const decided: Sentences = {
    en: [
      "We're putting the second site on hold until May.",
      'Scrap the double run, then.',
      'Monday the ninth it is.',
    ],
    de: [
      'Den zweiten Standort verschieben wir.',
      'Das Fest blasen wir ab.',
      'Lindau startet am dritten Mai.',
    ],
    fr: [
      'On la décale au 12 mai.',
      'On récapitule : deux sites et trois bornes.',
      'On suspend le dépôt de Lille.',
    ],
    sv: [
      'Vi väntar med lagret tills vidare.',
      'Då tar vi den röda dörren.',
      'Då hoppar vi över mässan i år.',
    ],
  };
  assertAll(decided, (language, said) => sumUp(language, [`Ann: ${said}`]).decisions.length === 1);
  const open: Sentences = {
    en: ["We'll keep that in mind for the autumn."],
    de: ['Den Standort müssten wir noch besprechen.'],
    fr: ['Alors on fait le point sur le dépôt.'],
    sv: ['Vi kanske kan titta på dörren senare.'],
  };
  assertAll(open, (language, said) => sumUp(language, [`Ann: ${said}`]).decisions.length === 0);
});

test('takes for a risk rivals, those who go, outsiders, staff, waiting and what cannot go without', () => {
  const risky: Sentences = {
    en: [
      'The board wants two bids from other printers.',
      'Our purchasing lead is moving over to the tyre division.',
      'One of the tenants wrote to the ombudsman about the lift.',
      "We're nine welders short this spring.",
      'We waited eleven days for the spare key.',
      "Legal won't sign the annex.",
      'The night crew went back to paper forms.',
    ],
    de: [
      'Der Schwager hat drei Angebote eingeholt.',
      'Unsere Einkaufsleiterin geht im Mai in Rente.',
      'Ein Mieter hat sich an die Presse gewandt.',
      'Das Ticket ist seit neun Wochen offen.',
      'Ohne den Schlüssel können wir das Lager nicht öffnen.',
      'Mein Bruder ist deswegen zum Nachbarn gewechselt.',
      'Die Nachtschicht arbeitet wieder auf Papier.',
      'Die Gießerei wird nächstes Jahr ausgeschrieben, die Ausschreibung läuft schon.',
    ],
    fr: [
      'Sachez que nous avons une offre de chez Ferrand.',
      'La directrice part en retraite au printemps.',
      'Un locataire menace de porter plainte.',
      'Il nous faut la clé, et on ne peut pas ouvrir le dépôt sans.',
      'Les portes ne fonctionnent plus depuis mardi.',
      'Les équipes de nuit repassent au papier.',
    ],
    sv: [
      'Styrelsen har fått en offert från Lundgrens.',
      'Inköpschefen går i pension i maj.',
      'En hyresgäst har gjort en anmälan, så nu blir det tillsyn.',
      'Utan nyckeln kan vi inte öppna lagret.',
      'Dörren hänger sig varje måndag.',
      'Vi stänger butiken i hamnen.',
    ],
  };
  assertAll(risky, (language, said) => sumUp(language, [`Ann: ${said}`]).risks.length === 1);
  const harmless: Sentences = {
    en: ['The new entrance hall looks lovely in the evening.'],
    de: ['Sonst noch etwas zum neuen Eingang in Lindau?', 'Der neue Eingang in Lindau gefällt den Kollegen.'],
    fr: ["Sinon, pour l'été, on repeint le hall et les couloirs."],
    sv: ['Den nya entrén ser fin ut på kvällen.'],
  };
  assertAll(harmless, (language, said) => sumUp(language, [`Ann: ${said}`]).risks.length === 0);
});

test('keeps a figure spelled in words, and gives no risk and no question a second place among the points', () => {
  const { headline, points, risks } = sumUp('en', [
    'Us: Thanks for coming. Which of the depots do you want to look at first, the harbour or the airport?',
    'Ann: The harbour depot handles parcels for the whole coast and the islands in front of it.',
    'Ann: The scanners at the harbour depot crashed on every second shift since the update.',
    'Us: What did the harbour depot do with the parcels while the scanners were not there?',
    'Ann: The harbour depot sorted parcels by hand and put them on the evening ferry to the islands.',
    'Ann: The airport depot has a new sorting belt from the maker of our scanners.',
    'Ann: Drivers at the airport depot like the belt because parcels come in the order of their round.',
    'Ann: The islands get parcels twice as fast with the ferry as with the old boat.',
    'Ann: The maker of the belt also looks after the scanners of the airport depot.',
    'Ann: Parking there costs us, well, fourteen hundred a month.',
  ]);
  const told = [...(headline === null ? [] : [headline]), ...points].map(({ text }) => text);
  assert.ok(told.some((text) => text.includes('fourteen hundred')));
  assert.ok(risks.some(({ text }) => text.includes('crashed on every second shift')));
  assert.deepEqual(
    told.filter((text) => text.endsWith('?') || text.includes('crashed')),
    [],
  );
});

const COUNT = [
  'Us: Morning, Bo. How did the stock count go on the new scanners?',
  'Bo: It went. We had two people per aisle and a lot of biscuits.',
  'Us: And did everybody turn up?',
  'Bo: Nineteen. Out of thirty.',
  'Us: Hm. What did the others say?',
  "Bo: They were busy, or they said so. I'll be honest, nobody likes counting.",
  'Us: I can imagine that.',
  "Bo: The paper sheets were faster in the cold store, the gloves don't work on the screen.",
  'Us: There is a pen for that, it costs next to nothing.',
  "Bo: I didn't know that. Can you print me one?",
  'Us: Sure, no trouble.',
  "Us: Most people don't, it is on page nine of the manual.",
  'Bo: Page nine. Nobody gets to page nine.',
  'Us: Fair. What about the labels?',
  'Bo: The labels are good now. They stick.',
  'Us: Good, we had a bad roll in the spring.',
  'Bo: We only see it on the screen today, and my boss likes paper. He reads it in the bath.',
  "Us: Everyone's boss likes paper.",
  'Us: How is the new hall?',
  'Bo: It is big and it echoes.',
];

test('tells a figure said in two words with the words beside it', () => {
  const { points } = sumUp('en', COUNT);
  const quotes = points.map(({ evidence }) => evidence.quote);
  assert.ok(quotes.includes('Nineteen. Out of thirty.'), quotes.join(' | '));
});

test('takes a short request that is answered with yes for an action item of who answers', () => {
  const { actionItems } = sumUp('en', COUNT);
  assert.ok(actionItems.some(({ owner, text }) => owner === 'Us' && text === 'Can you print me one?'));
});

test('takes in a long call no sentence for a risk or a promise for its cue alone', () => {
  assert.deepEqual(
    sumUp('en', COUNT).risks.filter(({ text }) => /page nine|counting/u.test(text)),
    [],
  );
  const { actionItems } = sumUp('fr', [
    'Us: Bonjour Luc, alors, cet inventaire avec les nouvelles douchettes ?',
    'Luc: Ça va. On était deux par allée, avec beaucoup de café.',
    'Us: Et tout le monde est venu ?',
    'Luc: Dix-neuf. Sur trente.',
    "Us: Qu'est-ce que disent les autres ?",
    "Luc: Qu'ils étaient occupés. Personne n'aime compter, vous savez.",
    "Us: J'imagine.",
    'Luc: Quand je reçois une palette, je dois scanner douze fois.',
    'Us: Je connais ça.',
    'Us: Le froid, c’est l’autre sujet.',
    "Luc: Les gants ne marchent pas sur l'écran.",
    'Us: Il y a un stylet pour ça, ça ne coûte rien.',
    'Luc: Je ne savais pas.',
    "Us: C'est à la page neuf du manuel.",
    'Luc: La page neuf. Personne ne la lit.',
    'Us: Je vous enverrai le stylet demain.',
    "Luc: Merci, c'est gentil.",
    'Us: Et les étiquettes ?',
    'Luc: Elles collent bien maintenant.',
    'Us: Tant mieux, on avait eu un mauvais rouleau.',
  ]);
  assert.deepEqual(
    actionItems.map(({ text }) => text),
    ['Je vous enverrai le stylet demain.'],
  );
});
