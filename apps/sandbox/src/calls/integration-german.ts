import type { CallScript } from './script.ts';

/** Kessler Anlagenbau, in German: orders from the ERP arrive late or not at all. */
export const integrationGerman: CallScript = {
  key: 'integration-german',
  title: 'Kessler Anlagenbau – Schnittstelle SAP',
  language: 'ger',
  company: 8,
  daysAgo: 6,
  at: '08:00',
  ours: ['lena', 'owen'],
  theirs: ['juergen', 'sabine'],
  hasCrmLink: true,
  text: `
lena: Guten Morgen zusammen. Hört man mich?
juergen: Ja, guten Morgen. Laut und deutlich.
sabine: Morgen! Ich bin nur mit dem Telefon drin, mein Laptop macht gerade ein Update.
lena: Kein Problem. Owen ist auch dabei, der versteht Deutsch, antwortet aber manchmal auf Englisch.
owen: Ich versuche es auf Deutsch. Bitte lacht nicht.
juergen: Wir sind in Schwaben, wir lachen nicht über Akzente.
lena: Ha, sehr gut. Wie war die Messe letzte Woche?
sabine: Anstrengend. Viele Leute, schlechter Kaffee. Aber wir haben zwei neue Wartungsverträge mitgebracht.
lena: Glückwunsch! Dann lohnt es sich ja.
juergen: Na ja, nur wenn die Aufträge dann auch bei den Monteuren ankommen. Damit wären wir beim Thema.
## Das Problem
lena: Genau. Erzählt doch mal bitte, was gerade passiert.
sabine: Also, wir legen den Auftrag in SAP an, und früher war er nach zwei, drei Minuten bei euch. Jetzt dauert es ewig.
juergen: Seit dem Update vom 14. Oktober kommen die Aufträge mit bis zu sechs Stunden Verspätung an.
owen: Sechs Stunden, immer? Oder manchmal?
juergen: Manchmal. Das ist ja das Blöde. Vormittags geht es, und ab mittags hängt es.
sabine: Und manche kommen überhaupt nicht. In der letzten Woche haben wir 23 Aufträge von Hand nacherfasst.
lena: Von Hand, oh je.
sabine: Ja, die Frau Bäuerle sitzt da und tippt. Die hat auch noch was anderes zu tun.
juergen: Sie hat mir gesagt, wenn sie noch einen Auftrag tippen muss, dann geht sie in Rente.
lena: Wie weit ist sie denn davon weg?
juergen: Zwölf Jahre.
lena: Okay, dann sollten wir uns beeilen.
sabine: Aber im Ernst. Am Dienstag stand ein Monteur in Ulm vor der falschen Anlage, weil der neue Auftrag noch nicht da war.
juergen: Und der Kunde hat Produktionsausfall gehabt. Der Ausfall beim Kunden in Ulm kostet uns eine Vertragsstrafe von 8.500 Euro.
lena: Das tut mir wirklich leid.
juergen: Ja. Mir auch, es geht von meinem Budget ab.
## Analyse
owen: Ich habe gestern in die Logs geschaut. Darf ich zeigen, was ich sehe?
juergen: Bitte.
owen: Also, eure Middleware schickt die Aufträge in Paketen. Früher waren es Pakete von fünfzig, jetzt sind es Pakete von zweitausend.
juergen: Das haben wir nicht geändert. Zumindest nicht mit Absicht.
owen: Das kommt vielleicht aus dem Support-Package, im Oktober. Und unsere Schnittstelle nimmt nur fünfhundert auf einmal.
sabine: Und der Rest?
owen: Der Rest wird abgelehnt, und eure Seite versucht es nach einer Stunde noch einmal.
juergen: Ach so. Darum die Verspätung.
owen: Ja. Und nach sechs Versuchen gibt sie auf. Das sind die, die ganz fehlen.
sabine: Und warum sagt uns das keiner? Da muss doch irgendwo eine rote Lampe angehen.
owen: Die Antwort sagt es. Aber niemand liest die Antwort.
juergen: Moment, die Middleware müsste das protokollieren. Da muss ich den Herrn Özdemir fragen, der betreut das.
lena: Könnte er vielleicht kurz dazukommen?
juergen: Der ist heute in Elternzeit. Ab Montag wieder.
lena: Alles klar. Dann ohne ihn.
## Lösung
owen: Es gibt zwei Wege. Ihr stellt die Pakete wieder auf fünfzig, das ist schnell. Oder wir heben unser Limit an, das dauert.
juergen: Wie lange dauert das bei euch?
owen: Das muss getestet werden. Ich denke, zwei Wochen.
juergen: Dann machen wir beides. Wir haben entschieden, die Paketgröße sofort wieder auf 50 Aufträge zu setzen.
sabine: Wer macht das, wenn der Özdemir nicht da ist?
juergen: Das mache ich selber. Ich bin verantwortlich für die Umstellung der Middleware, und zwar bis morgen Abend.
sabine: Kannst du das noch?
juergen: Ich habe das Ding vor acht Jahren eingerichtet. Ich hoffe, das Passwort klebt noch unter der Tastatur.
lena: Das habe ich jetzt nicht gehört.
juergen: Das war ein Scherz. Es klebt am Monitor.
owen: Und von unserer Seite. Ich verspreche euch, dass wir das Limit bis zum 5. Dezember auf 5.000 Aufträge anheben.
lena: Und eine Warnung brauchen wir auch, oder, Sabine?
sabine: Unbedingt. Ich will das wissen, bevor der Monteur es weiß.
owen: Wir richten eine Warnung per E-Mail ein, sobald ein Auftrag länger als 15 Minuten hängt.
sabine: An mich und an die Zentrale, bitte.
owen: An beide. Das geht schon diese Woche.
## Fehlende Aufträge
sabine: Was ist mit denen, die schon verloren sind? Ich weiß ja nicht, ob wir alle gefunden haben.
lena: Guter Punkt. Owen, können wir das abgleichen?
owen: Ja, wenn ich eine Liste aus SAP bekomme. Nummer, Datum, Status.
sabine: Die Liste kann ich heute Nachmittag exportieren. Ab Oktober?
owen: Ab dem ersten Oktober, bitte. Dann haben wir auch Tage, wo alles gut war.
lena: Dann schicke ich euch bis Donnerstag den vollständigen Abgleich der fehlenden Aufträge.
sabine: Super. Da wäre mir wohler.
juergen: Mir auch. Der Wirtschaftsprüfer kommt nämlich im Januar, und der fragt genau so was.
## Ausblick
lena: Dann hätte ich noch eine andere Frage. Ihr wolltet ja im Frühjahr mit dem Werk in Brünn starten.
juergen: Ja. Wobei, ich sage es offen: Wenn die Schnittstelle bis Jahresende nicht stabil läuft, verschieben wir den Start in Brünn.
lena: Verstehe. Was heißt stabil für euch? Damit wir über dasselbe reden.
juergen: Vier Wochen ohne einen verlorenen Auftrag.
sabine: Und unter zehn Minuten. Fünf wären mir lieber, aber zehn sind in Ordnung.
lena: Gut, das schreibe ich so auf. Vier Wochen, kein verlorener, unter zehn Minuten.
juergen: Brünn sind ja auch noch mal 40 Lizenzen für euch. Ihr habt also auch was davon.
lena: Das hatte ich höflich nicht erwähnt.
juergen: Ich erwähne es für Sie.
owen: In Brünn, ist das auch SAP? Oder etwas anderes?
juergen: Das gleiche System, anderer Mandant. Es sollte also einfach sein.
owen: Wenn jemand sagt, es sollte einfach sein, bekomme ich Angst.
sabine: Ich auch, Owen. Ich auch.
lena: Gibt es sonst noch was, das euch drückt?
sabine: Die Fotos in der App. Die sind seit der neuen Version so klein, man erkennt die Typenschilder nicht.
lena: Das kann man einstellen. Ich schicke Ihnen nachher einen Screenshot.
sabine: Danke. Das war's von mir.
juergen: Von mir auch. Dann telefonieren wir nächsten Mittwoch wieder, um acht?
lena: Mittwoch um acht. Ich lade ein.
owen: Danke für die Geduld, auch mit meinem Deutsch.
juergen: Ihr Deutsch ist besser als mein Englisch. Also, einen schönen Tag noch.
sabine: Tschüss zusammen!
lena: Tschüss, danke euch.
`,
  mustKeep: [
    { kind: 'date', accept: ['14. Oktober'] },
    { kind: 'number', accept: ['23 Aufträge'] },
    { kind: 'amount', accept: ['8.500 Euro'] },
    { kind: 'decision', accept: ['Paketgröße sofort wieder auf 50'] },
    { kind: 'owner', accept: ['verantwortlich für die Umstellung der Middleware'] },
    { kind: 'promise', accept: ['auf 5.000 Aufträge anheben'] },
    { kind: 'date', accept: ['5. Dezember'] },
    { kind: 'promise', accept: ['vollständigen Abgleich'] },
    { kind: 'risk', accept: ['verschieben wir den Start in Brünn'] },
  ],
  promises: [
    'Ich bin verantwortlich für die Umstellung',
    'Ich verspreche euch, dass wir das Limit',
    'den vollständigen Abgleich der fehlenden Aufträge',
    'Wir richten eine Warnung per E-Mail ein',
    'Die Liste kann ich heute Nachmittag exportieren',
    'Ich lade ein',
    'Ich schicke Ihnen nachher einen Screenshot',
  ],
  decisions: ['wieder auf 50 Aufträge zu setzen'],
};
