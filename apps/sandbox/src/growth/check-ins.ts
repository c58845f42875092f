import type { Random } from '../seed/random.ts';

/** A short call as it can be held with any customer. */
interface CheckIn {
  readonly title: string;
  /** The text of a call script; `ours` and `theirs` are the keys of the two who speak. */
  say(who: { ours: string; theirs: string; random: Random }): string;
}

/** The calls of which a growing tenant records two a day. */
export const CHECK_INS: readonly [CheckIn, ...CheckIn[]] = [
  {
    title: 'weekly check-in',
    say: ({ ours, theirs, random }) => `
## Rollout
${ours}: Good morning. How is the rollout going?
${theirs}: Better than last week. ${random.int(20, 180)} people are on the new version now.
${ours}: And the depot that had trouble with the tablets?
${theirs}: It's quiet there. They asked for one more training, though.
${ours}: I'll set up a training by ${weekday(random)}.
## Open points
${theirs}: What about ticket ${random.int(4000, 9900)}? It has been open for ${random.int(3, 30)} days.
${ours}: I know. We will have a fix in the next release.
${theirs}: Please tell me the date when you have it. My boss asks me every morning.
${ours}: I will. Anything else?
${theirs}: No, that's all. Thanks.
`,
  },
  {
    title: 'renewal talk',
    say: ({ ours, theirs, random }) => `
## Renewal
${ours}: Thanks for taking the time. Shall we talk about the renewal?
${theirs}: Yes. We'd like to go down to ${random.int(40, 160)} seats, honestly.
${ours}: May I ask why?
${theirs}: Two sites are closing in spring, and the budget was cut by ${random.int(5, 25)} percent.
${ours}: I understand. What would you need to stay at the present number?
${theirs}: A price below ${random.int(60, 240)} thousand dollars a year, and the export has to work.
${ours}: I'll bring you an offer by ${weekday(random)}.
${theirs}: And in writing, please. A competitor has sent us one already.
${ours}: I see. Who decides in the end?
${theirs}: The finance director, on the ${random.int(3, 28)}th.
`,
  },
  {
    title: 'question about reports',
    say: ({ ours, theirs, random }) => `
## Reports
${theirs}: The monthly report shows ${random.int(90, 400)} jobs, and we count ${random.int(401, 700)}. Which one is right?
${ours}: Let me look. You filter by the day of closing, I think.
${theirs}: We always have. Has that changed?
${ours}: The default changed last week. I'm sorry, I should have told you.
${theirs}: Can you change it back for all of us?
${ours}: I can, and I'll do it today.
${theirs}: Great. Otherwise we're happy. The mobile app is the best thing that we bought this year.
${ours}: That's lovely to hear. May I pass it on?
${theirs}: Please do.
`,
  },
  {
    title: 'somebody new',
    say: ({ ours, theirs, random }) => `
## Handover
${theirs}: A short thing. I'm leaving at the end of the month.
${ours}: Oh. I'm sorry to hear that. Who takes over?
${theirs}: Nobody yet. They're looking, it could take ${random.int(4, 12)} weeks.
${ours}: Who should I talk to until then?
${theirs}: My deputy. I'll send you the address by ${weekday(random)}.
${ours}: Thank you. Is there anything that mustn't be forgotten?
${theirs}: The audit in ${random.pick(['March', 'June', 'October'])}. We need the log of all changes for ${random.int(12, 36)} months.
${ours}: We will prepare it. All the best for you.
${theirs}: Thanks, and for you.
`,
  },
];

function weekday(random: Random): string {
  return random.pick(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']);
}
