import type { CallScript } from '../script.ts';

/** Short check-ins in German. */
export const GERMAN_SHORT_CALLS: readonly CallScript[] = [
  {
    key: 'short-limit',
    title: 'Kessler Anlagenbau – Limit der Schnittstelle',
    language: 'ger',
    company: 8,
    daysAgo: 10,
    at: '08:30',
    ours: ['lena', 'owen'],
    theirs: ['juergen'],
    hasCrmLink: true,
    text: `
lena: Guten Morgen, Herr Maurer. Hören Sie uns gut?
juergen: Ja, bestens. Bei uns schneit es schon.
owen: Dann machen wir es kurz. Das Limit steht jetzt bei 5.000 Aufträgen am Tag.
juergen: Das habe ich gesehen, danke. Gestern hatten wir 4.620, das wird im Januar eng.
owen: Wie viele erwarten Sie im Januar?
juergen: Ungefähr 6.500, wegen der Wartungen in Ulm.
lena: Dann müssen wir vorher noch einmal ran.
owen: Ich prüfe bis Freitag, ob wir auf 8.000 gehen können.
juergen: Bitte, denn wenn die Aufträge liegen bleiben, stehen morgens 40 Monteure ohne Arbeit da.
lena: Das wollen wir auf keinen Fall.
juergen: Noch etwas zum Geld. Die Erweiterung soll laut Angebot 7.400 Euro kosten.
lena: Richtig, 7.400 Euro einmalig.
juergen: Das hat die Geschäftsführung gestern genehmigt.
lena: Wunderbar. Dann schicke ich Ihnen heute noch die Auftragsbestätigung.
juergen: Gut. Verantwortlich für Ulm ist übrigens Frau Dilek Aydin, nicht mehr ich.
lena: Danke, dann rufe ich Frau Aydin diese Woche an.
juergen: Machen Sie das. Schönen Tag noch.
`,
    mustKeep: [
      { kind: 'number', accept: ['6.500'] },
      { kind: 'amount', accept: ['7.400 Euro'] },
      { kind: 'risk', accept: ['40 Monteure ohne Arbeit'] },
      { kind: 'promise', accept: ['auf 8.000 gehen'] },
      { kind: 'decision', accept: ['gestern genehmigt'] },
      { kind: 'owner', accept: ['Dilek Aydin'] },
    ],
    promises: ['auf 8.000 gehen', 'Auftragsbestätigung', 'rufe ich Frau Aydin'],
    decisions: ['Das hat die Geschäftsführung gestern genehmigt'],
  },
  {
    key: 'short-einsatzplan',
    title: 'Kessler Anlagenbau – Einsatzplanung im Alltag',
    language: 'ger',
    company: 8,
    daysAgo: 17,
    at: '13:30',
    ours: ['lena'],
    theirs: ['sabine'],
    hasCrmLink: true,
    text: `
lena: Hallo Frau Vogt, wie war der Urlaub?
sabine: Zu kurz, wie immer. Aber die Sonne hat gut getan.
lena: Schön. Wie läuft es mit der Plantafel?
sabine: Viel besser. Wir planen jetzt 38 Einsätze in der Stunde statt 25.
lena: Das ist eine tolle Zahl.
sabine: Ja, die Kollegen sind zufrieden. Nur der Druck der Wochenpläne ist eine Katastrophe.
lena: Was passiert da?
sabine: Die zweite Seite fehlt. Ich muss jeden Plan von Hand nachbauen, das kostet mich drei Stunden in der Woche.
lena: Das ist ärgerlich. Ich melde den Fehler heute und gebe Ihnen bis zum 20. November Bescheid.
sabine: Danke. Ab dem 1. Dezember kommen ja noch die Kollegen aus Regensburg dazu.
lena: Wie viele sind das?
sabine: Zweiundzwanzig Monteure. Der Betriebsrat muss noch zustimmen, das macht mir Sorgen.
lena: Wer spricht mit dem Betriebsrat?
sabine: Das macht Herr Thalmann, er ist verantwortlich für die Einführung in Regensburg.
lena: Gut. Brauchen Sie noch Lizenzen?
sabine: Ja, zweiundzwanzig. Wir haben uns auf 19 Euro pro Monat geeinigt, richtig?
lena: Genau, 19 Euro pro Monat. Ich schicke Ihnen das Formular morgen.
sabine: Prima. Dann bis nächste Woche.
`,
    mustKeep: [
      { kind: 'number', accept: ['38 Einsätze'] },
      { kind: 'risk', accept: ['Die zweite Seite fehlt', 'drei Stunden in der Woche'] },
      { kind: 'date', accept: ['1. Dezember'] },
      { kind: 'owner', accept: ['Herr Thalmann', 'verantwortlich für die Einführung'] },
      { kind: 'amount', accept: ['19 Euro pro Monat'] },
      { kind: 'promise', accept: ['bis zum 20. November Bescheid'] },
    ],
    promises: ['bis zum 20. November Bescheid', 'das Formular morgen', 'Das macht Herr Thalmann'],
    decisions: [],
  },
  {
    key: 'short-middleware',
    title: 'Kessler Anlagenbau – Umzug der Middleware',
    language: 'ger',
    company: 8,
    daysAgo: 2,
    at: '15:00',
    ours: ['owen', 'lena'],
    theirs: ['juergen', 'sabine'],
    hasCrmLink: true,
    text: `
lena: Grüß Gott zusammen. Frau Vogt, sind Sie auch da?
sabine: Ich bin da, nur die Kamera will nicht.
juergen: Also, der Umzug ist seit Sonntag durch. Es fehlen aber 73 Aufträge.
owen: Aus welchem Zeitraum?
juergen: Alle vom Samstag zwischen 18 und 20 Uhr.
owen: Das war das Fenster, in dem die alte Leitung schon aus war. Ich spiele die 73 Aufträge heute Abend nach.
sabine: Bitte vor 19 Uhr, sonst kann ich den Montag nicht planen.
owen: Bis 18 Uhr sind sie drin, versprochen.
juergen: Gut. Das eigentliche Risiko sehe ich beim Zertifikat. Es läuft am 28. November ab.
owen: Wer erneuert es?
juergen: Unser Rechenzentrum, und die brauchen zehn Tage. Wenn das schiefgeht, steht die Schnittstelle.
lena: Dann sollten wir heute noch anfragen.
juergen: Ich rufe gleich im Rechenzentrum an.
sabine: Und was ist mit der Testumgebung? Die kostet uns 450 Euro im Monat und keiner nutzt sie.
owen: Die können wir abschalten.
juergen: Einverstanden, die Testumgebung wird zum 31. Dezember abgeschaltet.
lena: Ich bestätige Ihnen das schriftlich bis Mittwoch.
juergen: Danke. Dann noch einen guten Tag.
`,
    mustKeep: [
      { kind: 'number', accept: ['73 Aufträge'] },
      { kind: 'promise', accept: ['heute Abend nach'] },
      { kind: 'date', accept: ['28. November'] },
      { kind: 'risk', accept: ['steht die Schnittstelle'] },
      { kind: 'amount', accept: ['450 Euro'] },
      { kind: 'decision', accept: ['zum 31. Dezember abgeschaltet'] },
    ],
    promises: [
      'heute Abend nach',
      'Bis 18 Uhr sind sie drin',
      'im Rechenzentrum an',
      'schriftlich bis Mittwoch',
    ],
    decisions: ['Die können wir abschalten', 'Testumgebung wird zum 31. Dezember abgeschaltet'],
  },
  {
    key: 'short-verlaengerung',
    title: 'Kessler Anlagenbau – Verlängerung',
    language: 'ger',
    company: 8,
    daysAgo: 24,
    at: '10:00',
    ours: ['lena', 'dana'],
    theirs: ['juergen'],
    hasCrmLink: true,
    text: `
lena: Herr Maurer, Frau Kowalski ist heute dabei, sie macht die Verträge.
juergen: Freut mich. Ich hoffe, Sie sind gnädig.
dana: Wir versuchen es. Ihr Vertrag läuft am 14. April aus.
juergen: Ja, und ich habe ein Angebot vom Wettbewerb auf dem Tisch, 15 Prozent günstiger.
dana: Darf ich fragen, von wem?
juergen: Von Montix. Die haben aber keine Schnittstelle zu SAP.
lena: Genau die nutzen Sie ja jeden Tag.
juergen: Eben. Trotzdem muss ich sparen, mein Budget ist auf 112.000 Euro gekürzt.
dana: Wenn Sie zwei Jahre verlängern, komme ich auf 111.500 Euro pro Jahr.
juergen: Das klingt vernünftig. Ist die Schulung dabei?
dana: Zwei Tage Schulung sind dabei.
juergen: Dann machen wir es so: zwei Jahre, vorbehaltlich der Geschäftsführung.
dana: Sehr gut. Ich sende Ihnen den Vertragsentwurf bis zum 6. November.
juergen: Die Geschäftsführung tagt am 18. November. Frau Dr. Kessler unterschreibt selbst.
lena: Soll ich eine Seite zum Nutzen vorbereiten?
juergen: Das wäre hilfreich, ja.
lena: Ich schicke Ihnen die Seite nächste Woche.
juergen: Danke, bis dann.
`,
    mustKeep: [
      { kind: 'date', accept: ['14. April'] },
      { kind: 'risk', accept: ['15 Prozent günstiger', 'Montix'] },
      { kind: 'amount', accept: ['111.500 Euro'] },
      { kind: 'decision', accept: ['zwei Jahre, vorbehaltlich'] },
      { kind: 'promise', accept: ['Vertragsentwurf bis zum 6. November'] },
      { kind: 'date', accept: ['18. November'] },
    ],
    promises: ['Vertragsentwurf bis zum', 'die Seite nächste Woche'],
    decisions: ['so: zwei Jahre, vorbehaltlich der Geschäftsführung'],
  },
  {
    key: 'short-monteure',
    title: 'Kessler Anlagenbau – App für die Monteure',
    language: 'ger',
    company: 8,
    daysAgo: 13,
    at: '09:00',
    ours: ['lena'],
    theirs: ['sabine', 'juergen'],
    hasCrmLink: true,
    text: `
lena: Guten Morgen. Heute geht es um die App auf dem Telefon.
sabine: Ja. Von 94 Monteuren benutzen sie erst 51.
lena: Woran liegt das?
sabine: An den Handschuhen. Man kann die kleinen Felder damit nicht treffen.
juergen: Und am Akku. Die alten Geräte sind nach sechs Stunden leer.
lena: Für die Handschuhe gibt es seit Oktober eine große Ansicht. Die schalte ich Ihnen bis morgen frei.
sabine: Das wusste ich gar nicht. Großartig.
juergen: Die Geräte tauschen wir aus. Wir haben 60 neue bestellt, für 21.900 Euro.
lena: Wann kommen sie?
juergen: Am 4. Dezember, wenn der Händler Wort hält.
sabine: Ich habe eher Angst vor der Stimmung. Zwei Kollegen haben gesagt, sie kündigen, wenn noch eine App kommt.
lena: Das müssen wir ernst nehmen. Hilft eine kurze Vorführung?
sabine: Ja, aber nur von jemandem aus der Werkstatt. Bernd Huber macht das gern.
lena: Dann bereite ich mit Herrn Huber eine Vorführung vor.
juergen: Wir haben vereinbart, dass ab Januar kein Papier mehr ausgegeben wird, dabei bleibt es.
sabine: Dabei bleibt es.
lena: Gut. Bis nächste Woche.
`,
    mustKeep: [
      { kind: 'number', accept: ['94 Monteuren'] },
      { kind: 'promise', accept: ['schalte ich Ihnen bis morgen frei'] },
      { kind: 'amount', accept: ['21.900 Euro'] },
      { kind: 'date', accept: ['4. Dezember'] },
      { kind: 'risk', accept: ['sie kündigen'] },
      { kind: 'decision', accept: ['kein Papier mehr'] },
    ],
    promises: ['bis morgen frei', 'Die Geräte tauschen wir aus', 'mit Herrn Huber eine Vorführung'],
    decisions: ['mehr ausgegeben wird, dabei bleibt es'],
  },
  {
    key: 'short-rechnung-german',
    title: 'Kessler Anlagenbau – Gutschrift',
    language: 'ger',
    company: 8,
    daysAgo: 27,
    at: '11:00',
    ours: ['lena'],
    theirs: ['juergen'],
    hasCrmLink: true,
    text: `
juergen: Frau Hofmann, ich habe ein Problem mit der Rechnung vom September.
lena: Oh, das tut mir leid. Was stimmt nicht?
juergen: Sie haben 520 Lizenzen berechnet, wir haben aber nur 498.
lena: Moment, ich schaue nach. Ja, Sie haben recht, 22 zu viel.
juergen: Das sind 418 Euro im Monat, und das seit Juli.
lena: Also drei Monate, 1.254 Euro.
juergen: So ist es. Unsere Buchhaltung zahlt nichts mehr, solange das offen ist.
lena: Verstanden. Sie bekommen die Gutschrift über 1.254 Euro bis Ende der Woche von mir.
juergen: Danke. Frau Nowak aus der Buchhaltung ist dafür zuständig, schicken Sie alles direkt an sie.
lena: An Frau Nowak, gut. Damit das nicht wieder passiert, gleiche ich die Lizenzen jetzt jeden Monat ab.
juergen: Das höre ich gern. Die nächste Rechnung kommt am 1. Dezember, oder?
lena: Ja, am 1. Dezember.
juergen: Wir haben beschlossen, künftig nur noch vierteljährlich zu zahlen.
lena: Das ist möglich, ich ändere das im Vertrag.
juergen: Bestens. Wie wird das Wetter bei Ihnen?
lena: Grau in grau.
juergen: Hier auch. Auf Wiederhören.
`,
    mustKeep: [
      { kind: 'number', accept: ['498'] },
      { kind: 'amount', accept: ['1.254 Euro'] },
      { kind: 'risk', accept: ['zahlt nichts mehr'] },
      { kind: 'owner', accept: ['Frau Nowak'] },
      { kind: 'date', accept: ['1. Dezember'] },
      { kind: 'decision', accept: ['vierteljährlich'] },
    ],
    promises: ['die Gutschrift über', 'jeden Monat ab', 'im Vertrag'],
    decisions: ['künftig nur noch vierteljährlich zu zahlen'],
  },
];
