import type { CallScript } from './script.ts';

/** Trellis Telecom says that it may leave, and what would have to happen. */
export const churnThreat: CallScript = {
  key: 'churn-threat',
  title: 'Trellis Telecom – where we stand',
  language: 'eng',
  company: 10,
  daysAgo: 1,
  at: '18:00',
  ours: ['tom', 'ingrid'],
  theirs: ['victor', 'jenna'],
  hasCrmLink: true,
  text: `
tom: Hi Victor, hi Jenna. Thanks for coming back to us.
victor: Hi Tom. I have thirty minutes, and I'd like to use them well.
jenna: Hey. I'm in the truck with one of the crews, so it could get loud.
ingrid: Hi both, I'm Ingrid, I run customer success here. I asked to join.
victor: I figured that somebody would.
ingrid: I'd rather hear it directly.
victor: Okay. Then I'll be direct. We're looking at leaving.
tom: Can you tell us what brought you there?
## What is wrong
victor: It's not one thing. It's like a marriage. Nobody leaves over one dish in the sink.
jenna: There's a lot of dishes, though.
victor: There are. So, number one. We pay for 1,200 technicians and only 540 of them use it every week.
tom: I saw that, yes.
victor: You saw it. And what did you do?
tom: I sent the usage reports, and, um, I offered the training in June.
victor: Right. You sent a PDF.
tom: That's fair.
victor: I don't need someone to send me a PDF. I need someone to come and say, Victor, your people aren't using this thing that you pay for.
ingrid: You're right. That's on us, not on Tom. He's got too many accounts, and that's my job.
victor: I appreciate that.
jenna: Can I say what it's like out here? Because it's not that the guys are lazy.
ingrid: Please.
jenna: So a tech climbs the pole, he's got gloves on, he opens the job, and it wants eleven fields before he can close it.
tom: Eleven?
jenna: Eleven. Somebody at headquarters wanted data. So they close it at home in the evening, from memory, or they don't.
victor: That somebody was my predecessor, to be clear.
jenna: And so the schedule thinks that they're all still up on the pole. It's a beautiful map of people who went home.
ingrid: That's a really good description of the problem.
jenna: I've got a guy, Big Mike, who puts in "yes" for everything. Cable length, yes.
ingrid: Ha. Cable length, yes.
victor: It's funny until you bill on it.
## Money and competitor
victor: Number two is money. In August we had the wrong appointments in the Phoenix area, and missed appointments cost us $140,000 in credits to subscribers.
tom: That was the time zone bug.
victor: That was the time zone bug, in Arizona. It's the one state that doesn't move its clocks, and you moved them.
ingrid: Yes. I've read that report. It's embarrassing.
victor: And number three, there's a competitor with a good story. I'll tell you who it is, I don't play games. It's Corvid Field.
tom: Okay.
victor: They've offered us $290,000 a year, all in, with migration.
ingrid: And you pay us 360 now.
victor: And I pay you 360 now. For 540 people.
jenna: I've tried theirs. It's got four fields.
ingrid: Only four?
jenna: Four. And a big green button.
ingrid: I'm jealous of the button.
## When
tom: When do you need to decide?
victor: Our notice period ends on December 31st, and I have a draft notice letter on my desk.
ingrid: Signed?
victor: Not signed. If it was signed I wouldn't be here.
ingrid: Okay. Then let me ask the simple question. What would have to be true by then, so that you throw it away?
victor: I've thought about that. Three things. Write them down.
tom: I'm writing.
victor: One. The job form goes down to five fields, for everybody, and it happens in weeks and not in quarters.
jenna: Amen.
victor: Two. Someone from your side, in person, with Jenna's crews, until they use it. Not a webinar.
victor: And three, I want to pay for what we use. I'm not paying for 660 ghosts.
ingrid: Those are all reasonable.
victor: I know that they're reasonable. I've written them in the shower.
## What we can do
ingrid: On one, I can commit now. We will cut the job form to five fields by December 8th.
jenna: For real?
ingrid: For real. It's a configuration, it's not code. Nobody had the nerve to ask headquarters.
victor: I'm headquarters, and I'm telling you to do it.
ingrid: Then it's done. Which five would it be, Jenna?
jenna: Job, status, time, photo, note. That's it. I could do it with my nose.
tom: Ha. Job, status, time, photo, note.
ingrid: On two, I'd like to send Rafael and Tom to Phoenix for two weeks, at our cost.
victor: When?
ingrid: They'd start the week after Thanksgiving. Tom?
tom: Yeah. I can do that. I'll move things around.
jenna: They have to ride along. Like, in the truck, at six.
tom: I'd love to ride along.
jenna: You say that now.
ingrid: So two weeks on site in Phoenix, starting November 30th, at no charge.
victor: That's a start. And what would you measure?
ingrid: What number would you believe?
victor: If 800 technicians use it in a normal week by the end of the year, then I believe that it can work.
tom: 800 from 540. That's, uh, ambitious. In five weeks.
jenna: With the short form it isn't. Half of them stopped because of the form.
ingrid: Then let's take it. 800 in a week by year's end.
ingrid: On three, the money, I can't decide it alone. I'll bring you a usage-based price proposal by next Wednesday.
victor: From you, or from a salesperson?
ingrid: Sofia will write it, and I'll present it. You'll hear it from me.
victor: Okay. Because the last one was a slide with a handshake on it.
ingrid: No handshakes.
victor: Jenna is the owner of the rollout on our side, and she has my authority to change the process.
jenna: Do I? Since when?
victor: Since now.
jenna: Cool. Then the "reason for delay" field dies today.
ingrid: I like how this is going.
## Honest end
victor: I want to be clear, so that nobody goes home too happy. We've decided to keep evaluating Corvid Field in parallel until Christmas.
ingrid: I'd do the same.
victor: And there's a real chance that we go. I'd call it fifty-fifty.
ingrid: Thank you for not sugar-coating it.
victor: My CFO has seen the $290,000. You can't unsee a number.
tom: Sure.
ingrid: May I call her? Not to sell. I'd like to tell her what went wrong in Arizona.
victor: Let me ask her first. She likes people who admit things, she's just not used to it.
ingrid: Okay. And we'd talk every Friday, for fifteen minutes?
victor: Every Friday, fifteen minutes. If you bring the usage number and nothing else.
tom: One number. No PDF.
victor: He learns. I like that.
jenna: I've got to go, Mike's stuck in a fence.
victor: Of course he is.
jenna: Bye, everyone. See you at six, Tom.
tom: See you at six. In the morning, right?
jenna: Oh yeah.
ingrid: Thanks, Victor. Talk on Friday.
victor: Talk on Friday.
`,
  mustKeep: [
    { kind: 'number', accept: ['only 540 of them use it', '540'] },
    { kind: 'amount', accept: ['$140,000'] },
    { kind: 'risk', accept: ['draft notice letter'] },
    { kind: 'risk', accept: ["We're looking at leaving"] },
    { kind: 'risk', accept: ['fifty-fifty'] },
    { kind: 'date', accept: ['December 31st', 'December 31'] },
    { kind: 'amount', accept: ['$290,000'] },
    { kind: 'promise', accept: ['cut the job form to five fields'] },
    { kind: 'date', accept: ['November 30th', 'November 30'] },
    { kind: 'promise', accept: ['usage-based price proposal'] },
    { kind: 'owner', accept: ['Jenna is the owner of the rollout'] },
    { kind: 'decision', accept: ['keep evaluating Corvid Field'] },
  ],
  promises: [
    'We will cut the job form to five fields',
    "I'll bring you a usage-based price proposal",
    'Sofia will write it',
    "I'll present it",
    'Jenna is the owner of the rollout',
    'two weeks on site in Phoenix',
    'Let me ask her first',
    'Every Friday, fifteen minutes',
  ],
  decisions: ['Corvid Field in parallel until Christmas'],
};
