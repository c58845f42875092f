import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDueDay } from './due-date.ts';

const TUESDAY = new Date('2026-11-24T15:00:00Z');

const NAMED: readonly (readonly [string, string, string])[] = [
  ['en', "I'll send it by Friday.", '2026-11-27'],
  ['en', 'You get it tomorrow.', '2026-11-25'],
  ['en', "I'll send it by Tuesday.", '2026-12-01'],
  ['de', 'Ich schicke es Ihnen bis Dienstag.', '2026-12-01'],
  ['en', "I'll send it today, Tuesday.", '2026-11-24'],
  ['en', "If I have the paper by Friday, I'll take it to legal on Monday.", '2026-11-30'],
  ['en', "If I have the paper by Friday, I'll take it to legal.", '2026-11-27'],
  ['en', "I'll have it done by December 5th.", '2026-12-05'],
  ['en', "We'll ship it by March 3rd.", '2027-03-03'],
  ['en', "I'll send it in two weeks.", '2026-12-08'],
  ['en', "I'll send it by end of the week.", '2026-11-27'],
  ['en', "We'll close it by the end of the month.", '2026-11-30'],
  ['en', 'It will be live by the end of February.', '2027-02-28'],
  ['en', "After last Friday's outage I'll send the report by Thursday.", '2026-11-26'],
  ['en', "I'll send you the invitation tomorrow.", '2026-11-25'],
  ['en', "I'll switch the filter on this afternoon.", '2026-11-24'],
  ['en', 'You get it tonight.', '2026-11-24'],
  ['en', "I'll look at it later this evening.", '2026-11-24'],
  ['en', "I'll do it right now.", '2026-11-24'],
  ['de', 'Die Liste kann ich heute Nachmittag exportieren.', '2026-11-24'],
  ['de', 'Ich spiele sie heute Abend nach.', '2026-11-24'],
  ['fr', 'Je vous envoie la liste cet après-midi.', '2026-11-24'],
  ['fr', 'Je vous rappelle ce soir.', '2026-11-24'],
  ['fr', "Je teste les contrats d'ici vendredi.", '2026-11-27'],
  ['fr', 'Je crée les accès demain.', '2026-11-25'],
  ['sv', 'Jag skickar listan i eftermiddag.', '2026-11-24'],
  ['sv', 'Jag ringer dig ikväll.', '2026-11-24'],
  ['sv', 'Jag skickar instruktionen i dag.', '2026-11-24'],
  ['sv', 'Det går att ställa in, jag visar dig i morgon.', '2026-11-25'],
  ['sv', 'Jag skickar snabbguiden senast på torsdag.', '2026-11-26'],
  ['sv', 'Jag skriver svaren till den 27 november.', '2026-11-27'],
  ['de', 'Ich schicke es Ihnen bis Freitag.', '2026-11-27'],
  ['de', 'Ich melde mich übermorgen.', '2026-11-26'],
  ['de', 'Wir liefern bis zum 15. Dezember.', '2026-12-15'],
  ['de', 'Wir liefern bis Ende Januar.', '2027-01-31'],
  ['en', "I'll pull the signatures off the tablets myself by the 9th.", '2026-12-09'],
  ['en', "I'll come by on the 27th at ten.", '2026-11-27'],
  ['en', "I'll send it by the 24th.", '2026-12-24'],
  ['en', "I'll close it by the 31st.", '2026-12-31'],
  ['en', 'I will book the room by the 4th of December.', '2026-12-04'],
  ['de', 'Die bereinigen die Daten bis zum 17.', '2026-12-17'],
  ['de', 'Dann komme ich am 10. nach Esslingen.', '2026-12-10'],
  ['de', 'Ich spiele die Korrektur am Donnerstagabend ein.', '2026-11-26'],
  ['de', 'Den Raum buche ich am Mittwochnachmittag.', '2026-11-25'],
  ['fr', 'Je vous envoie la liste avant le 9.', '2026-12-09'],
  ['fr', "Je vous rends les chiffres d'ici le 17 au matin.", '2026-12-17'],
  ['fr', 'Je le livre le 1er.', '2026-12-01'],
  ['fr', 'Je vous appelle jeudi soir.', '2026-11-26'],
  ['sv', 'Jag skickar listan senast den 9.', '2026-12-09'],
  ['sv', 'Jag skickar listan till den 10:e.', '2026-12-10'],
  ['sv', 'Jag ringer dig på torsdagskvällen.', '2026-11-26'],
];

const NOT_NAMED: readonly (readonly [string, string])[] = [
  ['en', "I'll send it next week."],
  ['en', "I'll send it in March."],
  ['en', "I'll send it by Q2."],
  ['en', "I'll send a report every Monday."],
  ['en', "I'll give you my number for the next four weeks."],
  ['en', "I'll check what happened last Friday."],
  ['en', "We'll offer 24/7 support for 120 seats."],
  ['en', "I'll sit with her for 45 minutes."],
  ['en', "Tuesday and Friday at eight, I'll call."],
  ['en', "Thursday at ten, I'll send the invitation."],
  ['en', "We've got a native speaker in the docs team now, I'll ask her."],
  ['en', "I'll call you on the day."],
  ['de', 'Ich gleiche die Lizenzen jetzt jeden Monat ab.'],
  ['fr', 'Je vous envoie le chiffre chaque lundi.'],
  ['fr', 'Je vous rappelle la semaine prochaine.'],
  ['sv', 'Jag skickar siffran varje måndag.'],
  ['sv', 'Jag bokar ett möte med henne i december.'],
  ['de', 'Donnerstag um acht. Ich lade ein.'],
  ['de', 'Donnerstag um acht, ich lade dazu ein.'],
  ['de', 'Guten Morgen zusammen, ich kläre das.'],
  ['de', 'Ich kläre das nächste Woche.'],
  ['en', "I'll fix the 2nd report."],
  ['en', "I'll send it on the 1st of every month."],
  ['en', "I'll look at what has come in since the 3rd."],
  ['de', 'Ich prüfe den 3. Standort.'],
  ['de', 'Ich erkläre es zum 3. Mal.'],
  ['de', 'Ich schicke das jeden Donnerstagabend.'],
  ['fr', 'Je vous montre le 3 étoiles.'],
  ['sv', 'Jag byter den 2 meter långa kabeln.'],
];

for (const [language, text, day] of NAMED) {
  test(`reads ${day} from "${text}" said on a Tuesday`, () => {
    assert.equal(findDueDay(text, language, TUESDAY), day);
  });
}

for (const [language, text] of NOT_NAMED) {
  test(`reads no day from "${text}"`, () => {
    assert.equal(findDueDay(text, language, TUESDAY), null);
  });
}

test('counts from the day that it is in the meeting’s time zone', () => {
  const lateInTheWest = new Date('2026-11-25T02:00:00Z');
  assert.equal(findDueDay('You get it tomorrow.', 'en', lateInTheWest, 'America/Denver'), '2026-11-25');
  assert.equal(findDueDay('You get it tomorrow.', 'en', lateInTheWest, 'UTC'), '2026-11-26');
});

test('reads no day when the meeting has no time', () => {
  assert.equal(findDueDay('You get it tomorrow.', 'en', null), null);
});
