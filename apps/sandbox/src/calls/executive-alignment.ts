import type { CallScript } from './script.ts';

/** Vantage Rail's CFO and our chief customer officer agree on what the next year is for. */
export const executiveAlignment: CallScript = {
  key: 'executive-alignment',
  title: 'Vantage Rail x Lumenta executive sponsor call',
  language: 'eng',
  company: 14,
  daysAgo: 14,
  at: '19:00',
  ours: ['nadia', 'priya'],
  theirs: ['theodore', 'amara'],
  hasCrmLink: true,
  text: `
nadia: Hello Theodore, hello Amara. It's Nadia. Is the connection good?
theodore: Very good, thanks. I'm on a train, actually. I thought I should be, given the business.
amara: He does that for show. The wifi is ours, so let's see.
theodore: It's excellent wifi.
nadia: Ha, I've got Priya here as well, whom you know.
priya: Hi both.
amara: Hi Priya.
nadia: So I asked for this because we've been together for three years now, and I'd like to know what it looks like from your chair.
theodore: From my chair it looks like half a million dollars a year. I say this with affection.
nadia: I hear the affection.
## Value
theodore: Let me begin with what's good. We had 1,340 hours of track closures for unplanned repairs the year before you came, and it's 890 now.
amara: And that's with more trains.
theodore: With more trains. So that's real, and I've told my board that it's real.
nadia: That's wonderful to hear. What's an hour worth to you?
theodore: It depends on the hour. An hour on a Sunday is nothing, and an hour at seven on a Monday is a headline.
amara: We use six thousand dollars on average. It's not wrong.
priya: That would be about 2.7 million a year.
theodore: It'd be that if I could bank it. I can't bank headlines. But yes.
nadia: Fair. And what isn't good?
theodore: What I can't see is what's next. I buy a renewal every year, and it's the same thing again plus seven percent.
nadia: Okay.
theodore: I don't mind seven percent, if I see where it goes. I mind it if it's weather.
amara: I'd put it like this, we've digitised the paper. Now the question is whether it gets smarter.
nadia: That's the right question. Can I come back to it in a minute?
amara: Sure.
## Strategy
theodore: Let me tell you what's coming on our side, and this is confidential until the earnings call.
nadia: Of course.
theodore: We're going to spend 85 million dollars on the northern corridor over three years, and a third of that is signalling.
amara: Which is all new equipment, with sensors in everything. It's a data firehose.
theodore: And the federal grant for it has conditions. We must show predictive maintenance on the northern corridor by September 30th, or we lose 12 million of the grant.
nadia: Of next year?
theodore: Of next year. It's not a lot of time, for a railway.
amara: For a railway it's about ten minutes.
nadia: What counts as showing it? Who decides?
amara: An auditor from the administration. They'll want to see that a failure was predicted, a work order was made, and somebody fixed it before it failed.
priya: End to end, so to speak.
amara: End to end. On at least 50 switches.
nadia: So a loop from the sensor to the spanner.
theodore: That's nice. May I steal it? From the sensor to the spanner.
nadia: It's yours.
## What we do
nadia: So here's what I'd like to offer. We've got a team that builds exactly this for a port. You'd be the first railway.
amara: First is a word that I like and fear.
nadia: I know. So I'd do it jointly, with your engineers, and with a contract that says what happens if it doesn't work.
theodore: Which would be?
nadia: If we don't get through the audit, you don't pay for the module.
theodore: Hm. That's clear. I like that.
amara: How many people from your side?
nadia: We will assign three engineers full time to the northern corridor from January.
amara: By name? I've seen engineers assigned before. They're assigned like clouds are assigned to the sky.
nadia: By name. I'll send you the names by the end of next week.
amara: Good. And I need one person who I can call when it burns.
nadia: That's Priya. She stays, and I'm taking half of her other accounts away.
priya: That's the first time I hear it, but I'm happy.
theodore: A live promotion. Wonderful.
nadia: Amara, who'd lead it on your side?
amara: I'll do it myself, at least until summer.
theodore: Amara is the executive owner of the pilot, and I'm paying for it.
amara: Best kind of ownership.
## Money and structure
theodore: So what does it cost me? Roughly. I know you'll say that it depends.
nadia: It depends.
theodore: There it is.
nadia: Let me give you a ceiling. The predictive module for the corridor won't be more than $190,000 a year.
theodore: On top of the 538.
nadia: On top. And only after the audit, as I said.
theodore: And if I take three years for everything? Because I'm tired of doing this every year. My team's tired as well.
nadia: If you took three years, I'd freeze the price. No seven percent.
theodore: No weather.
nadia: No weather.
theodore: Then we've agreed to negotiate one three-year agreement that covers both the platform and the pilot.
nadia: Agreed. Who does it from your side?
theodore: Lucille Tran in procurement. She's tough, bring water.
nadia: Dana's tough as well. They'll enjoy each other.
theodore: I'd want it done before our fiscal year ends, on March 31st.
nadia: March 31st is realistic.
## Concerns
amara: I have one concern that I'd like to say out loud, if that's okay.
nadia: Please.
amara: It's the union. The track workers think that the sensors are there to watch them and not the switches.
theodore: It came up at the last meeting. It wasn't pretty.
amara: If the union blocks the tablets, the pilot is dead, it doesn't matter how good the model is.
nadia: That's a serious point. What do they need?
amara: They need to see that no person's data is in it. In writing, and preferably from somebody without a tie.
nadia: Priya doesn't own a tie.
priya: I really don't.
amara: Then could you come to the works council in Duluth, Priya? With somebody who can show the data, field by field.
priya: Yes. I'd bring Hugo. When is it?
amara: It's on December 16th. And bring a coat, it's Duluth.
priya: I'll present the data fields to the works council on December 16th.
amara: Thank you. That matters more than the engineers, honestly.
theodore: My grandfather was in that union. He'd have thrown the tablet in the lake.
nadia: Let's try to keep them dry, then.
## Rhythm
nadia: How often should the four of us talk? I'd suggest every six weeks until the audit.
theodore: Every six weeks is good. Half an hour, no slides.
nadia: No slides. I'd bring a page with three numbers.
theodore: Make it switches connected, predictions made, and predictions that were right.
amara: And false alarms. I want the false alarms on it. If it cries wolf the crews will switch it off in a week.
nadia: Four numbers, then.
theodore: Fine, four. You see how budgets grow.
nadia: I do see that. Is there anything that we forgot?
theodore: Only that I wanted to say thanks for the bridge inspection thing in the spring. Your people worked over a weekend.
priya: That was Owen and Ben. I'll tell them.
theodore: Please do. I wrote a letter, but I think that it's still on my desk.
amara: It's on your desk under the model locomotive.
theodore: So it is. All right. This is my station.
nadia: Perfect timing. Thank you both, I enjoyed that.
amara: Me too. Bye, Nadia.
theodore: Goodbye, all.
priya: Bye!
`,
  mustKeep: [
    { kind: 'number', accept: ['1,340 hours of track closures'] },
    { kind: 'date', accept: ['September 30th', 'September 30'] },
    { kind: 'risk', accept: ['lose 12 million of the grant'] },
    { kind: 'promise', accept: ['three engineers full time'] },
    { kind: 'owner', accept: ['Amara is the executive owner'] },
    { kind: 'amount', accept: ['$190,000 a year', '$190,000'] },
    { kind: 'decision', accept: ['one three-year agreement'] },
    { kind: 'date', accept: ['March 31st', 'March 31'] },
    { kind: 'risk', accept: ['union blocks the tablets'] },
    { kind: 'promise', accept: ['present the data fields to the works council'] },
  ],
  promises: [
    'We will assign three engineers full time',
    "I'll send you the names by the end of next week",
    "I'll do it myself",
    'Amara is the executive owner of the pilot',
    "I'll present the data fields to the works council",
    "I'll tell them",
    "I'm taking half of her other accounts away",
    "I'd bring Hugo",
    "I'd bring a page with three numbers",
  ],
  decisions: ['both the platform and the pilot'],
};
