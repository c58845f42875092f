import type { CallScript } from '../script.ts';

/** Short check-ins in English: one matter each, said between greetings. */
export const ENGLISH_SHORT_CALLS: readonly CallScript[] = [
  {
    key: 'short-map-pilot',
    title: 'Brightwater – map pilot, first week',
    language: 'eng',
    company: 1,
    daysAgo: 9,
    at: '14:00',
    ours: ['marcus'],
    theirs: ['karen'],
    hasCrmLink: true,
    text: `
marcus: Morning Karen, how was the long weekend?
karen: Short. Two storms, so nobody really had one.
marcus: Sorry to hear that. Shall we look at the pilot?
karen: Yes. Of the twenty devices, seventeen kept the map in the valley for the whole shift.
marcus: And the other three?
karen: Those are the old tablets. They run out of memory by noon, I think.
marcus: That would fit what I see. They have two gigabytes, and the new cache needs four.
karen: So we have a problem, because there are 64 old tablets in the north district.
marcus: Okay. I'll ask Owen whether the cache can be made smaller, and I'll write to you by December 3rd.
karen: Please do. If the tablets have to be replaced I need $38,400, and that's not in this year's budget.
marcus: Understood. One more thing, the crew leads wanted the substations in bold.
karen: Yes, they did, and they still do. It's a small thing, but they ask every week.
marcus: Done since Monday, actually.
karen: Oh, nice. Then we've agreed to keep the pilot running until December 19th.
marcus: Good. I'll send you the list of the 64 tablets with their serial numbers tomorrow.
karen: Thanks. And stay off the roads tonight.
marcus: I will. Bye!
`,
    mustKeep: [
      { kind: 'number', accept: ['seventeen'] },
      { kind: 'number', accept: ['64 old tablets', '64 tablets'] },
      { kind: 'amount', accept: ['$38,400'] },
      { kind: 'date', accept: ['December 3rd'] },
      { kind: 'decision', accept: ['keep the pilot running until December 19th'] },
      { kind: 'promise', accept: ['list of the 64 tablets'] },
    ],
    promises: ['ask Owen whether the cache', 'write to you by December 3rd', 'list of the 64 tablets'],
    decisions: ['the pilot running until December 19th'],
  },
  {
    key: 'short-invoice',
    title: 'Brightwater – invoice question',
    language: 'eng',
    company: 1,
    daysAgo: 20,
    at: '16:30',
    ours: ['dana'],
    theirs: ['joel'],
    hasCrmLink: true,
    text: `
dana: Hi Joel, you wanted to talk about the invoice.
joel: Yes, thanks for calling back so fast. Number 20417, the one from October.
dana: I have it open.
joel: You billed us for 472 seats, but the order says 412.
dana: Hmm, let me see. You're right, somebody added the contractors twice.
joel: I thought so. It's $5,940 too much.
dana: That's on us. I'll send you a credit note for $5,940 by Thursday.
joel: Great. Our books close on November 30th, so please not a day later.
dana: Got it. Anything else on the commercial side?
joel: Well, one thing. Our new controller, Anita Rowe, has to approve every invoice over $50,000 from January.
dana: Good to know. Does that slow things down?
joel: It may. She travels a lot, and last month three suppliers were paid two weeks late.
dana: Then I'd rather send the renewal invoice early.
joel: That would help. Send it to me and to Anita.
dana: I'll add her to the billing contacts today.
joel: Perfect. How's the decaf?
dana: Ha. Still terrible. Talk soon, Joel.
joel: Bye.
`,
    mustKeep: [
      { kind: 'number', accept: ['472 seats'] },
      { kind: 'amount', accept: ['$5,940'] },
      { kind: 'date', accept: ['November 30th'] },
      { kind: 'owner', accept: ['Anita Rowe'] },
      { kind: 'risk', accept: ['two weeks late'] },
      { kind: 'promise', accept: ['credit note'] },
    ],
    promises: ['credit note', 'send the renewal invoice early', 'add her to the billing contacts'],
    decisions: [],
  },
  {
    key: 'short-duplicates-follow-up',
    title: 'Halvorsen Freight – follow-up on duplicates',
    language: 'eng',
    company: 2,
    daysAgo: 4,
    at: '08:00',
    ours: ['priya', 'yuki'],
    theirs: ['mina'],
    hasCrmLink: true,
    text: `
priya: Good morning Mina. Yuki is with me. Is Erik joining?
mina: No, he's in Bergen today. You have me.
yuki: Fine by us. So, since the patch on Thursday, how many duplicates did you count?
mina: Two. On Friday one and on Sunday one. Before it was about forty a day.
yuki: Both Friday and Sunday came from the same depot, Drammen.
mina: Right, and Drammen still runs the old scanner software, version 3.1.
priya: Is that an update you can do yourselves?
mina: No, the scanner vendor has to come, and the first slot they gave me is December 14th.
yuki: Until then we can filter duplicates for Drammen on our side. I'll switch the filter on this afternoon.
mina: That would calm people down. The drivers lost trust, you know, they call me before every trip now.
priya: I understand. What would win it back?
mina: Two weeks without a duplicate. Then I can tell them it's over.
priya: Good, then let's make that the goal. We've agreed that we close the case after two clean weeks.
mina: Agreed. And Erik wants the compensation in the contract file, 3,000 euros.
priya: The 3,000 euros are approved. I'll upload the signed letter to your folder by Wednesday.
mina: Thank you. Coffee time.
yuki: Enjoy it.
`,
    mustKeep: [
      { kind: 'number', accept: ['about forty a day'] },
      { kind: 'date', accept: ['December 14th'] },
      { kind: 'risk', accept: ['lost trust'] },
      { kind: 'decision', accept: ['two clean weeks'] },
      { kind: 'amount', accept: ['3,000 euros'] },
      { kind: 'promise', accept: ['signed letter'] },
    ],
    promises: ['switch the filter on', 'signed letter'],
    decisions: ['the case after two clean weeks', 'The 3,000 euros are approved'],
  },
  {
    key: 'short-wave-one',
    title: 'Meridian Dental – wave one readiness',
    language: 'eng',
    company: 3,
    daysAgo: 2,
    at: '17:00',
    ours: ['rafael', 'tom'],
    guests: ['tom'],
    theirs: ['alicia', 'greg'],
    hasCrmLink: true,
    text: `
tom: Hi everyone. Alicia, love the plant behind you.
alicia: It's plastic, don't tell anyone.
rafael: So, wave one. Greg, I got your list, thank you. It has 214 chairs and 38 compressors.
greg: Yes. Two clinics are missing, Fairview and Oak Street. Their managers are on leave.
rafael: When do you get those?
greg: I'll have Fairview and Oak Street to you by December 22nd.
rafael: That's tight, but it works, because the import takes one day.
alicia: My worry is something else. The hygienists have no time for training in January, it's our busiest month.
tom: How much time could they spare?
alicia: Twenty minutes, not an hour. And not on Mondays.
tom: Then we cut the training to three clips of six minutes each. I'll record them before Christmas.
alicia: Oh, that would be perfect.
greg: One question from security. Do the tablets need a password every time?
rafael: No, a PIN of four digits is enough after the first sign-in.
greg: Okay. Then we go with the PIN.
alicia: And the budget for the stands, $6,200, has been approved.
tom: Great news. I'll order the stands on Monday, then.
rafael: Thanks both, see you next week.
alicia: Bye, from me and the plant.
`,
    mustKeep: [
      { kind: 'number', accept: ['214 chairs'] },
      { kind: 'date', accept: ['December 22nd'] },
      { kind: 'risk', accept: ['no time for training in January'] },
      { kind: 'promise', accept: ['record them before Christmas'] },
      { kind: 'decision', accept: ['go with the PIN'] },
      { kind: 'amount', accept: ['$6,200'] },
    ],
    promises: ['Fairview and Oak Street to you by', 'record them before', 'order the stands'],
    decisions: ['Then we go with the PIN', 'the stands, $6,200, has been approved'],
  },
  {
    key: 'short-valencia',
    title: 'Castellan Foods – Valencia proposal',
    language: 'eng',
    company: 4,
    daysAgo: 1,
    at: '10:00',
    ours: ['priya', 'sofia'],
    theirs: ['margaret', 'paulo'],
    hasCrmLink: true,
    text: `
priya: Hello Margaret, hello Paulo. Thanks for squeezing us in.
margaret: I've got twenty-five minutes before the board call, so let's be quick.
sofia: Then straight to the point. For the three plants around Valencia we propose €74,500 a year.
margaret: Including the onboarding?
sofia: Onboarding comes on top, once, €12,000.
paulo: And the interface to the scales? Without the scales it's useless for us.
sofia: The scales are included.
paulo: Good, then the plants can start. We have 160 technicians there, in two shifts.
margaret: My concern is the works council. They took four months for the last tool.
priya: We've got a data protection summary in Spanish. I'll send it to you for the council this week.
margaret: Please send it to Lucía Ferrer, she handles the council.
priya: Will do. When does the council meet next?
margaret: On January 12th. If we miss that meeting, the next one is in April.
sofia: So we should have the paper ready by January 5th, latest.
margaret: Yes. Then let's do it: we'll go with Valencia first, and Porto has to wait.
sofia: Wonderful. I'll draft the order form with Valencia only by Friday.
paulo: I'd like to show the scales to your engineers. Could somebody visit us in December?
priya: I'll find out who can travel.
margaret: Good. I have to run.
priya: Thank you, bye.
`,
    mustKeep: [
      { kind: 'amount', accept: ['€74,500'] },
      { kind: 'amount', accept: ['€12,000'] },
      { kind: 'risk', accept: ['works council'] },
      { kind: 'date', accept: ['January 12th'] },
      { kind: 'decision', accept: ['Valencia first'] },
      { kind: 'owner', accept: ['Lucía Ferrer'] },
    ],
    promises: [
      'for the council this week',
      'Please send it to Lucía Ferrer',
      'draft the order form',
      'find out who can travel',
    ],
    decisions: [],
  },
  {
    key: 'short-lift-sites',
    title: 'Oakline – sites with lifts',
    language: 'eng',
    company: 5,
    daysAgo: 15,
    at: '11:30',
    ours: ['tom'],
    theirs: ['fiona'],
    hasCrmLink: true,
    text: `
tom: Hi Fiona. You sound like you're in a stairwell.
fiona: I am. The lift is broken, which is rather fitting today.
tom: Oh no. Is it one of ours?
fiona: It's site 12, Harcourt House. The alarm never reached the app.
tom: That shouldn't happen. When was it?
fiona: At six this morning. An engineer only came at nine because the tenant called us.
tom: Okay. I'll open a priority ticket right away and get you an answer by noon tomorrow.
fiona: Please. The landlord threatens to withhold the rent, and that's £18,700 a quarter.
tom: That's serious, I'll tell our support lead too.
fiona: Apart from that it's going well, honestly. Response times fell from 52 to 31 minutes.
tom: That's a great number. May I use it in the review?
fiona: You may, but without our name.
tom: Fair. What about the eight sites in Leeds?
fiona: The contract for Leeds was signed, so we've decided to start there on January 18th.
tom: Lovely. Then I'll prepare the accounts for the caretakers. How many are there?
fiona: Nineteen. Siobhan Kelly is responsible for Leeds, so talk to her.
tom: Siobhan Kelly, got it. Good luck with the stairs.
fiona: Ta. Eleven floors.
`,
    mustKeep: [
      { kind: 'risk', accept: ['withhold the rent', 'alarm never reached'] },
      { kind: 'amount', accept: ['£18,700'] },
      { kind: 'number', accept: ['52 to 31 minutes'] },
      { kind: 'date', accept: ['January 18th'] },
      { kind: 'owner', accept: ['Siobhan Kelly'] },
      { kind: 'promise', accept: ['open a priority ticket'] },
    ],
    promises: [
      'open a priority ticket',
      'an answer by noon tomorrow',
      "I'll tell our support lead",
      'prepare the accounts',
      'Siobhan Kelly is responsible',
    ],
    decisions: ['to start there on January 18th'],
  },
  {
    key: 'short-handover',
    title: 'Pemberton – handover to Callum',
    language: 'eng',
    company: 6,
    daysAgo: 6,
    at: '09:30',
    ours: ['marcus', 'ingrid'],
    theirs: ['callum'],
    hasCrmLink: true,
    text: `
marcus: Callum, good to see you in the big chair.
callum: Ha, it squeaks. And I have no idea what half of these reports are.
ingrid: That's why we're here. What keeps you awake?
callum: Harriet's macro. If it breaks, invoicing stops, and nobody here can read it.
marcus: How many invoices does it make?
callum: About 900 a week. It breaks every time somebody renames a site.
ingrid: We could replace it with a report of our own. It's three days of work.
callum: What would that cost me?
ingrid: Nothing, it's covered by your premium support.
callum: Then yes please, and before Harriet's last day, which is December 11th.
marcus: I'll book the engineer for the week of November 30th.
callum: Brilliant. The second thing, managed admin. £1,450 a month is more than I can sign for.
ingrid: What can you sign for?
callum: £1,000. Anything above goes to the finance director, Moira Stead.
marcus: I can ask for a version with fewer hours. You'll have it by Monday.
callum: Good. Then it's agreed: you build the report, and we look at managed admin again in January.
ingrid: Agreed. How's the football?
callum: Don't ask. Four nil.
marcus: Ouch. Bye Callum.
`,
    mustKeep: [
      { kind: 'risk', accept: ['invoicing stops'] },
      { kind: 'number', accept: ['900 a week'] },
      { kind: 'date', accept: ['December 11th'] },
      { kind: 'amount', accept: ['£1,450'] },
      { kind: 'owner', accept: ['Moira Stead'] },
      { kind: 'decision', accept: ['managed admin again in January'] },
    ],
    promises: ['book the engineer', "You'll have it by Monday", 'ask for a version'],
    decisions: ['at managed admin again in January'],
  },
  {
    key: 'short-database-move',
    title: 'Trident Harbour – date for the move',
    language: 'eng',
    company: 7,
    daysAgo: 3,
    at: '13:00',
    ours: ['priya', 'ben'],
    theirs: ['samira'],
    hasCrmLink: true,
    text: `
priya: Hi Samira, Ben is here too. Is the sound okay?
samira: It's fine. There's a ship's horn now and then, sorry.
ben: No worries. We'd like to fix the night for the move to your own cluster.
samira: Tell me what it means for us.
ben: Two hours of read-only, from one to three in the morning.
samira: Read-only is all right, but not on a spring tide. The locks are busy then.
ben: Which nights are good?
samira: January 20th or January 21st. Not later, because the audit starts on January 25th.
priya: Let's take January 20th then, and keep the other as a spare.
samira: January 20th it is. Who is on call?
ben: I am. I'll send you a run sheet with every step by January 8th.
samira: Good. After November I have to report to the harbour board, and they ask for 99.9 percent.
priya: In November you're at 99.2 because of the outage.
samira: I know. If we drop below 99 again, the board will open a tender.
priya: That's clear. I'll bring the monthly figures to every call from now on.
samira: Thank you. Also, the credit of €9,150 hasn't arrived yet.
priya: I'll check with finance and mail you the booking date today.
samira: Perfect. There's the horn again.
`,
    mustKeep: [
      { kind: 'decision', accept: ['January 20th'] },
      { kind: 'date', accept: ['January 25th'] },
      { kind: 'promise', accept: ['run sheet'] },
      { kind: 'risk', accept: ['open a tender'] },
      { kind: 'amount', accept: ['€9,150'] },
      { kind: 'number', accept: ['99.2', '99.9 percent'] },
    ],
    promises: ['run sheet', 'bring the monthly figures', 'check with finance', 'mail you the booking date'],
    decisions: ['January 20th it is'],
  },
  {
    key: 'short-log-export',
    title: 'Sable Bank – log export test',
    language: 'eng',
    company: 9,
    daysAgo: 5,
    at: '15:30',
    ours: ['hugo', 'marcus'],
    theirs: ['ravi'],
    hasCrmLink: true,
    text: `
hugo: Hello Ravi. Did the first export arrive?
ravi: It did, at 02:10, as promised. 1.4 gigabytes.
hugo: And could your monitoring read it?
ravi: All but the time stamps. You write them in local time, and we need UTC.
hugo: Easy. I'll change the export to UTC and rerun last night's file by tomorrow.
ravi: Good. The second finding is more awkward. Two service accounts have no owner.
marcus: Which two?
ravi: The ones for backup and for reporting. Our policy says no account without an owner, no exception.
hugo: I own the backup account. For reporting I have to find somebody.
ravi: Please name them before December 9th, that's when the committee sits.
marcus: Understood. What happens if the committee says no?
ravi: Then the rollout to the 85 branches is frozen until the spring.
marcus: We don't want that. I'll come to the committee if it helps.
ravi: It would, yes. Fifteen minutes, in person.
marcus: Agreed, I'll be there on December 9th.
ravi: One last point. The fee for the penetration test, £7,800, is split in half.
marcus: Half each, we've agreed on that in September.
ravi: Good. Thank you, gentlemen.
`,
    mustKeep: [
      { kind: 'number', accept: ['85 branches'] },
      { kind: 'amount', accept: ['£7,800'] },
      { kind: 'date', accept: ['December 9th'] },
      { kind: 'risk', accept: ['frozen until the spring'] },
      { kind: 'promise', accept: ['change the export to UTC'] },
      { kind: 'owner', accept: ['own the backup account'] },
    ],
    promises: [
      'change the export to UTC',
      'own the backup account',
      'come to the committee',
      'be there on December 9th',
      'find somebody',
    ],
    decisions: ["we've agreed on that in September"],
  },
  {
    key: 'short-job-form',
    title: 'Trellis Telecom – job form demo',
    language: 'eng',
    company: 10,
    daysAgo: 2,
    at: '19:00',
    ours: ['tom', 'ingrid'],
    theirs: ['jenna'],
    hasCrmLink: true,
    text: `
ingrid: Hi Jenna, ready for the new form?
jenna: Ready, with popcorn.
tom: So here it is. Five fields where there were twenty-two.
jenna: Oh wow. And the photo of the cabinet?
tom: The photo is field four, and it's optional.
jenna: It has to be mandatory. Legal needs the photo for every dispute.
ingrid: Okay, we make the photo mandatory. That was decided quickly.
jenna: Good. My technicians filled in 61 percent of the forms last month, so it can only get better.
tom: What number would make Victor happy?
jenna: He said 85 percent by the end of March, or he signs with Fieldly.
ingrid: Fieldly, again. Did they send an offer?
jenna: Yes, $19 per technician, and we pay you 27.
ingrid: Thanks for being open. I'll call Victor about the price on Monday.
jenna: Do that, but after lunch. He's grumpy before.
tom: I'll roll the form out to the Tucson team on December 1st.
jenna: Tucson is the right place. Manny Ortiz leads the team there, and he's for us.
tom: Great, I'll loop him in.
jenna: Popcorn's gone. Bye!
`,
    mustKeep: [
      { kind: 'decision', accept: ['photo mandatory'] },
      { kind: 'number', accept: ['61 percent'] },
      { kind: 'risk', accept: ['Fieldly'] },
      { kind: 'amount', accept: ['$19 per technician'] },
      { kind: 'date', accept: ['December 1st'] },
      { kind: 'owner', accept: ['Manny Ortiz'] },
    ],
    promises: ['call Victor about the price', 'roll the form out', 'loop him in'],
    decisions: ['make the photo mandatory'],
  },
  {
    key: 'short-sensors',
    title: 'Aurora Cold Chain – sensor model',
    language: 'eng',
    company: 11,
    daysAgo: 4,
    at: '18:00',
    ours: ['owen'],
    theirs: ['liam'],
    hasCrmLink: true,
    text: `
owen: Liam, I promised you the model. It's the TX-40, not the TX-20.
liam: Good thing I didn't order. What's the difference?
owen: The TX-40 keeps the temperature for 72 hours without a network.
liam: We need that. In Wyoming trucks are offline for a day and a half.
owen: Exactly. The price is $88 apiece, and you need 310.
liam: So about 27,300 all in. Beth has to sign anything above 25,000.
owen: Is she around?
liam: She's back on December 2nd. I'll put it on her desk that morning.
owen: Okay. Delivery takes three weeks from the order.
liam: Hmm. If the sensors come after January 10th, we can't use them for the vaccine contract.
owen: Then order at the latest by December 15th.
liam: Will do. The vaccine contract is worth 2.1 million, so nobody will play with that.
owen: I'll reserve 310 pieces for you until December 4th.
liam: That's kind. And we've decided to mount them at the rear door, not the front.
owen: The rear is better for the antenna as well.
liam: Earl will be pleased. He bet a steak on it.
owen: Then enjoy the steak. Bye.
`,
    mustKeep: [
      { kind: 'number', accept: ['72 hours'] },
      { kind: 'amount', accept: ['$88 apiece', '27,300'] },
      { kind: 'date', accept: ['January 10th'] },
      { kind: 'risk', accept: ['vaccine contract'] },
      { kind: 'promise', accept: ['reserve 310 pieces'] },
      { kind: 'decision', accept: ['mount them at the rear door'] },
    ],
    promises: ['put it on her desk', 'reserve 310 pieces', 'order at the latest by December 15th'],
    decisions: ['the rear door, not the front'],
  },
  {
    key: 'short-engineers',
    title: 'Vantage Rail – names of the engineers',
    language: 'eng',
    company: 14,
    daysAgo: 3,
    at: '16:00',
    ours: ['nadia', 'priya'],
    theirs: ['amara'],
    hasCrmLink: true,
    text: `
nadia: Good afternoon Amara. I have the three names.
amara: Finally. Who are they?
nadia: Lucas Brandt, Mei Chen and Paul Adair. Full time from January 4th.
amara: Paul Adair is the one who built the signal module?
nadia: That's him.
amara: Excellent. Then I can tell Theodore that we keep the corridor pilot.
priya: How many gangs will be in the pilot at the start?
amara: Eleven, that's 132 people. By summer it should be forty gangs.
nadia: What could stop you?
amara: The union. They fear that the app measures who works slowly.
priya: It doesn't. I'll write a one-page statement for the union by next Tuesday.
amara: Good, in plain English please. The meeting with them is on December 10th.
nadia: Shall I join?
amara: No, that would look too big. Priya is enough.
priya: I'll be there.
amara: And the money: £240,000 for the pilot has been approved by Theodore.
nadia: Thank you. Then it's settled, we start on January 4th.
amara: Settled. I've got a train to catch, of all things.
`,
    mustKeep: [
      { kind: 'owner', accept: ['Lucas Brandt'] },
      { kind: 'date', accept: ['January 4th'] },
      { kind: 'number', accept: ['132 people'] },
      { kind: 'risk', accept: ['union'] },
      { kind: 'promise', accept: ['one-page statement'] },
      { kind: 'amount', accept: ['£240,000'] },
    ],
    promises: ['one-page statement', "I'll be there"],
    decisions: ['pilot has been approved by Theodore', 'settled, we start on January 4th'],
  },
];
