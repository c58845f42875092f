import type { CallScript } from './script.ts';

/** Brightwater Utilities talks about its renewal: seats, price, one thing that must be fixed first. */
export const renewal: CallScript = {
  key: 'renewal',
  title: 'Brightwater / Lumenta – renewal',
  language: 'eng',
  company: 1,
  daysAgo: 3,
  at: '15:00',
  ours: ['marcus', 'dana'],
  theirs: ['karen', 'joel'],
  hasCrmLink: true,
  text: `
marcus: Hi Karen, hi Joel. Can you hear me all right? I'm on the new headset today.
karen: Yeah, we hear you. You sound like you're in a barrel, but it's fine.
marcus: Ha, okay, let me switch. Is that better?
joel: Much better.
dana: Hey everybody, Dana here. Sorry I'm a minute late, the last one ran over.
karen: No problem. We were just, uh, talking about the weather. We had a substation flood on Tuesday, so it's been a week.
marcus: Oh no. Is everybody okay?
karen: Everyone's okay. Nobody hurt, just wet boots. Lots of overtime, though.
joel: Finance noticed the overtime, let me put it that way.
marcus: I can imagine. Well, thanks for still making the time.
## Usage
marcus: So, um, before we go into the commercial part I thought I'd give you a quick picture of where usage is. Is that okay?
karen: Please, yeah.
marcus: So over the last quarter you had 412 active technicians a week, which is up from 355 in the spring.
karen: That's the contractors. We moved the contractors over in June.
marcus: Right. And first-time fix went from, what was it, 71 to 78 percent.
karen: That number I do use. I showed it to our board.
dana: Oh, nice. How did they take it?
karen: They asked why it isn't 90. Boards, you know.
joel: They always ask why it isn't 90.
marcus: Fair enough. The inventory module is the one that's a bit quiet. I see maybe thirty people in it.
karen: Yeah. Honestly, the crews don't trust the counts. The van stock is wrong half the time, so they call the depot instead.
marcus: Is that because the sync from your ERP comes late?
karen: It's nightly. So by ten in the morning it's fiction.
marcus: Okay. Let me write that down. That's something we can look at with Owen.
## Open problem
karen: And that brings me to the one thing. I'll be very direct, if that's okay.
marcus: Of course.
karen: The offline maps still drop out when the crews are in the valley. We've had that ticket open since August.
marcus: Yes, I've seen it.
karen: If the offline map problem isn't fixed before we sign, I will have a hard time defending this renewal internally.
dana: That's clear, thank you for saying it.
karen: I mean, I like the product. I'm on your side. But I've got a supervisor, Pete, who prints paper maps again. Paper.
joel: He laminated them.
karen: He laminated them, yes.
marcus: Okay. So here's what I know. The fix is in version 8.4, and I will get you into the early access group by December 5th.
karen: For all crews, or just a pilot?
marcus: Just a pilot first. Could you do, like, twenty devices?
karen: Twenty is fine. I'd pick the Elk Valley crew, that's the worst place.
marcus: Perfect. And then we measure for two weeks.
karen: Okay. That works.
joel: Can we get something in writing on that? Just an email.
marcus: Sure, I'll send you the early access terms in an email today.
## Price and term
dana: Shall we talk about the numbers, then?
joel: Let's. So I got your first quote and, uh, I nearly spilled my coffee.
dana: I hope it was decaf.
joel: It wasn't. So the quote says $271,000 for the year, which is a 9 percent uplift on the current 248.
dana: That's right. That includes the extra 60 contractor seats, though.
joel: Sure, but our budget for this line is $255,000 and that was approved in September. I can't go back and ask again.
dana: Okay. Is that hard, or is it, you know, a procurement hard?
joel: It's a hard hard. We have a rate case open with the commission, every dollar gets looked at.
dana: Got it. Understood.
karen: And I don't want to lose the contractor seats either, just so you know. I need those.
dana: So let me think out loud. If you went for a three-year term, I have some room.
joel: How much room?
dana: With a three-year commitment I can offer $252,000 a year, with the contractor seats included.
joel: Flat for all three years?
dana: Flat for year one and two, and capped at 3 percent in year three.
joel: Hmm. A three-year deal needs our general counsel. That's not just me.
dana: How long does that take?
joel: Usually, like, three weeks. She's thorough. And there's the holidays in between.
karen: The contract runs out on January 15th, right?
dana: Yes, January 15th is the end date.
karen: So we're, what, a bit tight.
joel: We're tight, but it's doable. If I have the paper by Friday, I'll take it to legal on Monday.
dana: Then I'll send the revised three-year quote by Friday noon.
joel: And please put the termination-for-convenience language in. Otherwise she'll just send it back.
dana: Hmm, I'd have to check that with our side. I can't promise that one.
joel: Okay, but ask. It's the first thing she'll look for.
dana: I'll ask.
## Side topics
karen: Can I ask something completely different? Are you guys still doing the user day in Denver?
marcus: We are, in April. Do you want to speak? I'd love that, the storm response story.
karen: Oh, I don't know. I'm not a stage person.
joel: She's great on stage, don't believe her.
karen: Let me think about it. If my director's okay with it.
marcus: No pressure. I'll ask again in the new year.
karen: And one thing on training. We've got two new dispatchers starting, is there something they can just click through?
marcus: Yeah, there's the dispatcher path in the academy. It's about four hours. I'll send you the link.
karen: Good, that's enough.
## Wrap-up
marcus: So let me just repeat what we have, so that nobody's surprised later. Pilot of version 8.4 on twenty devices with the Elk Valley crew.
karen: Yes.
marcus: Dana sends the paper, and Joel takes it to legal.
joel: Right, and I'm the one who owns getting legal to sign off before the holidays.
dana: And if the pilot goes well, Karen, you're good?
karen: If the maps hold up for two weeks, we've agreed that we'll go with the three-year option.
dana: Great. That's really good to hear.
karen: But, you know, if they don't, I'll be looking at a one-year extension at most. Just being honest.
marcus: That's fair. Let's meet again on December 19th to look at the pilot results.
karen: December 19th, morning is better for me.
marcus: I'll put something in for nine your time.
joel: Fine with me.
dana: Thanks both. And stay dry.
karen: We'll try! Bye everyone.
joel: Bye.
`,
  mustKeep: [
    { kind: 'amount', accept: ['$252,000'] },
    { kind: 'amount', accept: ['$255,000'] },
    { kind: 'date', accept: ['December 5th', 'December 5'] },
    { kind: 'date', accept: ['January 15th', 'January 15'] },
    { kind: 'promise', accept: ['revised three-year quote'] },
    {
      kind: 'owner',
      accept: ["I'm the one who owns getting legal to sign off", 'getting legal to sign off'],
    },
    { kind: 'risk', accept: ['offline map problem', 'offline maps'] },
    { kind: 'decision', accept: ['three-year option'] },
    { kind: 'number', accept: ['412 active technicians', '412'] },
    { kind: 'date', accept: ['December 19th', 'December 19'] },
  ],
  promises: [
    'I will get you into the early access group by December 5th',
    "I'll send you the early access terms",
    "I'll take it to legal on Monday",
    "I'll send the revised three-year quote",
    "I'll ask.",
    "I'll ask again in the new year",
    "I'll send you the link",
    "I'm the one who owns getting legal to sign off",
    "I'll put something in for nine",
    "That's something we can look at with Owen",
  ],
  decisions: ['and that was approved in September', "we'll go with the three-year option"],
};
