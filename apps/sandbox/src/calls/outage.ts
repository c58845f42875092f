import type { CallScript } from './script.ts';

/** What went wrong at Trident Harbour's night without cranes, and what is done so that it stays the only one. */
export const outage: CallScript = {
  key: 'outage',
  title: 'Trident Harbour – post-mortem of the 3 Nov outage',
  language: 'eng',
  company: 7,
  daysAgo: 15,
  at: '11:00',
  ours: ['yuki', 'priya', 'ben'],
  theirs: ['samira', 'joost'],
  hasCrmLink: true,
  text: `
yuki: Good morning, everyone. I'd like to record this one, if nobody minds.
samira: That's fine with us.
joost: Fine. Record it twice.
yuki: Thank you. So we're Priya, Ben and me, and on your side Samira and Joost. Is anyone else joining?
samira: The harbour master wanted to, but there's a gas tanker coming in. He outranks nobody today.
joost: The tanker outranks him.
yuki: Understood. Then, um, the aim today is to agree on what happened, and what we change. Not to find somebody to blame.
joost: I'd like to blame somebody for five minutes, and then I'm good.
yuki: That's fair. Go ahead, honestly.
joost: No, no. It's out of my system already. I shouted at Ben that night. Sorry, Ben.
ben: It's all right. You were standing in the rain, I was in a chair.
## Timeline
yuki: Ben, would you walk us through the timeline?
ben: Sure. All times are yours. At 1:42 in the morning the work order service stopped answering.
ben: The alarm went off at 1:58, so sixteen minutes later, which is too long.
samira: Why so late?
ben: Because the check only looks every fifteen minutes and needs to fail once. It was set like that years ago.
samira: Okay.
ben: I was on the line at 2:05, and I saw that the database had no connections left.
joost: And I called at 2:10. I remember, because the crane had just stopped.
ben: Yes. Then I made a mistake, I restarted the wrong node first. That cost us about twenty minutes.
yuki: I'd add that the instructions were wrong. The node had been renamed in spring.
ben: Okay, yes. So at 3:20 we had the first orders again, and at 4:31 everything was back.
samira: So the outage lasted two hours and 49 minutes.
ben: Two hours and 49 minutes, correct.
joost: For me it was longer, because the tablets kept showing old orders until the day shift logged in.
ben: Right, the cache. That's a separate point, I've got it on the list.
## Impact
samira: I'd like the report to say what it meant here, and not just minutes.
priya: Yes, please, that's what I'd like to hear.
joost: So we had two ships at the quay. The cranes don't need you to lift, but they need the permit for the spare part, and the permit comes from you.
priya: I see.
joost: We lost 214 container moves that night, and one ship missed the tide.
samira: And missing the tide means twelve hours. The shipping line sends us a bill for that.
yuki: Do you know how high?
samira: The claim from the shipping line is $96,000, and our lawyers have it on the table.
priya: That's a lot.
samira: I'm not saying that you pay it. I'm saying that it's there, and that somebody will ask.
yuki: I understand. I can't say anything on liability in this call, but I'll take it to our legal people today.
samira: Good. That's all I expect.
joost: Also the crew of the ship was very unhappy. They had tickets for a football match.
ben: Who was playing?
joost: Rotterdam. They lost. So perhaps we did them a favour.
## Cause
yuki: On the cause. What we know is that a report was started at 1:30 by a scheduled job, and it held on to its connections.
samira: Whose report?
yuki: Ours. It's the nightly export for analytics.
samira: So it's not something that we started.
yuki: No. It had run every night for two years, but your data had grown, and that night it ran into the backup.
ben: And then everything waited for everything.
samira: A classic.
yuki: A classic, unfortunately. The root cause was that the nightly analytics export used up all database connections.
joost: So the thing that makes the pretty charts stopped the cranes.
yuki: That's, uh, yes. That's one way to say it.
joost: I'd put it in the report just like that.
## Measures
yuki: So measures. First, the export has its own pool now, with a hard limit. It's been live since the day after.
samira: Tested?
yuki: Tested with ten times your data.
yuki: Second, the alarm. We check every minute, and two failures wake somebody up.
samira: So three minutes instead of sixteen.
yuki: Three minutes at most. Third, the instructions. Ben has rewritten them and somebody else has followed them blindly.
ben: My colleague from billing. She'd never seen it and did it in eleven minutes.
joost: Hire her.
ben: We'd like to, but billing won't let go.
yuki: And the fourth is the big one. We will move your site to its own database cluster by January 31st.
samira: Its own? So no neighbours?
yuki: No neighbours.
samira: Does it cost us more?
priya: No. It doesn't change your contract.
samira: Please write that into the report.
priya: I will. I'll also send you the final post-mortem report by Friday, with all measures and dates.
samira: Friday is good. I have the audit committee on the following Tuesday.
joost: What about the tablets? Because if it happens again, and it will, something always will, I need paper.
ben: An offline permit. Yes. The tablets should keep the last permits valid for some hours.
joost: Six hours would cover a shift change.
ben: I've asked the mobile team. They say it's possible, but safety has to approve it, on your side.
samira: Joost is the owner for the safety approval of offline permits.
joost: Am I? Okay. I am.
samira: You know them, they like you.
joost: They like my biscuits.
yuki: When could you have that, roughly?
joost: Give me until December 15th.
yuki: December 15th is fine for us.
## Trust
samira: I want to say one thing on trust. I fought for this system. Two years ago the old guard wanted to stay on paper.
priya: I remember.
samira: If there's a second outage of that kind before the summer season, the board will not extend the system to the south terminal.
priya: The south terminal was planned for May, right?
samira: It's planned for May, and it's on hold for now. We've decided to postpone the south terminal until the new cluster has run for 60 days.
priya: Okay. That's a reasonable decision, I think. Sixty days from the end of January.
samira: So beginning of April. If it's quiet, we go.
yuki: Then we'd better make it quiet.
joost: May I ask, who's on duty at night now? Is it still you alone, Ben?
ben: There's two of us now, since last week. It's Ling in Singapore for your night, so she's awake.
joost: That's better. Not for you, for the cranes.
ben: For me too. I slept on Sunday.
samira: Good. I think that's a decent list.
yuki: Shall we look at it together again in four weeks?
samira: Yes. And please, a drill. I'd like to see you switch it off and on again while I'm drinking coffee.
yuki: A drill, in January, on the new cluster. I'd love that.
joost: I'll bring the biscuits.
priya: Thank you both. Really.
samira: Thank you. Bye.
joost: Bye, bye.
`,
  mustKeep: [
    { kind: 'number', accept: ['two hours and 49 minutes'] },
    { kind: 'number', accept: ['214 container moves'] },
    { kind: 'amount', accept: ['$96,000'] },
    { kind: 'risk', accept: ['nightly analytics export used up all database connections'] },
    { kind: 'date', accept: ['January 31st', 'January 31'] },
    { kind: 'promise', accept: ['final post-mortem report by Friday'] },
    { kind: 'owner', accept: ['Joost is the owner for the safety approval'] },
    { kind: 'decision', accept: ['postpone the south terminal'] },
    { kind: 'date', accept: ['December 15th', 'December 15'] },
  ],
  promises: [
    'We will move your site to its own database cluster',
    "I'll also send you the final post-mortem report",
    'Joost is the owner for the safety approval',
    'Give me until December 15th',
    "I'll take it to our legal people",
    'Please write that into the report',
    'A drill, in January',
  ],
  decisions: ['cluster has run for 60 days'],
};
