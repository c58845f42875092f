import type { CallScript } from './script.ts';

/** Oakline Property Services bargains about price, payment and length. */
export const pricing: CallScript = {
  key: 'pricing',
  title: 'Oakline / Lumenta commercial',
  language: 'eng',
  company: 5,
  daysAgo: 2,
  at: '10:00',
  ours: ['sofia', 'tom'],
  theirs: ['desmond', 'fiona'],
  hasCrmLink: false,
  text: `
sofia: Hi Desmond, hi Fiona. Is the line okay?
desmond: It's grand. There's drilling next door, so shout if it's bad.
fiona: It's been drilling for a month. We're a property company and we can't stop our own landlord.
tom: Ha, that's painful.
sofia: So we've got, what, forty minutes. I thought we'd go straight into it.
desmond: Straight into it. I've printed your proposal and I've drawn on it.
sofia: Uh oh. In red?
desmond: In green. Green is friendlier. It's still a no, though.
sofia: Okay. Tell me.
## Price
desmond: So what I have is £118 per user per month, and what we pay today is 94. That's a quarter more. For what?
sofia: For the Pro edition, which has the tenant portal and the contractor invoices.
desmond: Which we didn't ask for.
fiona: Well. I did ask for the tenant portal.
desmond: Did you?
fiona: In May. You were in the room, Des.
desmond: I must have been looking at the biscuits. Okay. So Fiona wants the portal. Do we want the invoices?
fiona: Not really. Finance has their own thing, and they'd sooner leave the building than change it.
sofia: So if I take the invoices out, I can come down a bit.
desmond: What's a bit?
sofia: Let me ask the other way round. What would you need it to be?
desmond: I'd need to stay under £105 per user, otherwise it goes to the group board.
sofia: And the group board is bad?
desmond: The group board meets in March, and they don't like anything that isn't bricks.
tom: So it's also about timing.
desmond: It's mostly about timing. I've a mandate up to that figure, and above it I haven't.
sofia: That's very helpful, thanks for being open.
desmond: I'm always open. It's my wallet that's shut.
## Alternatives
desmond: I should say that we've had the others in as well. FixPoint came in at £79.
sofia: For how many users?
desmond: For the same 85 users.
tom: Is that with the mobile app?
desmond: Without. And without the portal. I'm not daft, I know it's not the same.
fiona: I don't want FixPoint, for the record. I used it in my last job. It froze whenever two people looked at it.
desmond: But I've to show that I looked.
sofia: Sure. And moving the data would cost you something as well.
desmond: They said they'd do it for free.
fiona: They said that in my last job too.
tom: We've talked to a few people who went that way. It took them about five months to get their history over.
desmond: Everyone says that about everyone, Tom.
tom: That's true.
fiona: The caretakers know this one. I'm not retraining sixty caretakers to save a tenner.
desmond: It's more than a tenner, it's a roof.
fiona: It's a small roof.
## Offer
sofia: Okay. So let me put something on the table. Without the invoices, with the portal, two years.
desmond: Go on.
sofia: I can do £102 per user per month if you sign for two years.
desmond: Hmm. And if it's one year?
sofia: Then it's 109.
desmond: So you're pushing me into two years.
sofia: I'm inviting you into two years.
desmond: Very nicely put. What about payment? We like quarterly. The finance people are funny about annual up front.
sofia: Annual up front is our standard, but I can ask for quarterly.
desmond: Would quarterly cost me?
sofia: Usually it's 3 percent. I'd try to get it without.
desmond: Then try. Quarterly payment without a surcharge is a condition for us.
sofia: Okay, noted. I need approval from my director, but I think it's doable.
desmond: And I want a break clause. If the portal isn't live in six months, we can walk.
sofia: Walk from everything?
desmond: From the portal part. I'm not unreasonable.
sofia: From the portal part I can live with, I think. I'd have to write it properly.
fiona: Tom, how long would the portal take, honestly?
tom: Honestly, ten weeks from the kick-off, if your tenant list is clean.
fiona: It's not clean. We've got people in there who've died.
tom: Then twelve.
desmond: Put that in. Portal live within twelve weeks.
tom: I'll put together a plan for the portal with dates and send it on Thursday.
fiona: Thanks, Tom.
## Service
fiona: While we're at it, can I raise the support thing? Because price isn't everything.
sofia: Please.
fiona: So we had the lift in Harcourt House stuck, with people in it, and the alert came twenty minutes late.
tom: I remember. That was the text message provider.
fiona: I know. But they were in there with a dog, and the dog wasn't happy.
desmond: The dog's owner is a solicitor.
fiona: So I need the alerts for lifts to go by call as well, not only by text. If we have another late lift alert, our insurer will not accept the system any more.
tom: Okay. That's possible, it's the voice add-on. It's normally extra.
desmond: There it is.
sofia: I'll include the voice alerts for free for all lift sites.
desmond: How many's that, Fiona?
fiona: It's 23 sites with lifts.
sofia: 23, that's fine.
fiona: That's really what I needed. Thank you.
desmond: See, I told you green is friendlier.
## Next steps
desmond: So what do I bring to my director? He signs, I don't.
sofia: You'd bring two years at 102, portal, voice alerts, quarterly, and the break clause on the portal.
desmond: And when do I get it on paper?
sofia: I'll send the final offer by Tuesday close of business.
desmond: Tuesday's good. Our current contract ends on January 4th and I'd want it signed before Christmas.
sofia: Signed before Christmas, okay. Is there anyone else who has to look at it?
desmond: Data protection. That's Niamh Corrigan. She owns the data protection check and she takes a week.
tom: Should I send her our documents already?
desmond: Do, yes. She likes to be early. She's the only one here who does.
fiona: I'll introduce you by mail.
tom: Great.
sofia: Can I just check, are we agreed in principle, then? If I get you the quarterly.
desmond: If the quarterly's in, we're agreed on two years at that price. You've my word.
sofia: And FixPoint?
desmond: I'll let them down gently. They sent a hamper. I may have to give it back.
fiona: We've eaten the hamper, Des.
desmond: Ah. Well. Then I'll write a nice letter.
tom: Ha. Okay. Good luck with the drilling.
desmond: What?
tom: I said good luck with the... never mind.
sofia: Thank you both. Talk on Tuesday.
fiona: Bye, thanks a lot.
desmond: Bye now.
`,
  mustKeep: [
    { kind: 'amount', accept: ['£105 per user', '£105'] },
    { kind: 'amount', accept: ['£102 per user', '£102'] },
    { kind: 'risk', accept: ['FixPoint came in at £79', '£79'] },
    { kind: 'decision', accept: ['Quarterly payment without a surcharge'] },
    { kind: 'promise', accept: ['voice alerts for free'] },
    { kind: 'number', accept: ['23 sites with lifts'] },
    { kind: 'promise', accept: ['final offer by Tuesday'] },
    { kind: 'date', accept: ['January 4th', 'January 4'] },
    { kind: 'owner', accept: ['owns the data protection check', 'Niamh Corrigan'] },
  ],
  promises: [
    "I'll put together a plan for the portal",
    "I'll include the voice alerts",
    "I'll send the final offer by Tuesday",
    "I'll introduce you by mail",
    "I'll let them down gently",
    "I'll write a nice letter",
    'I can ask for quarterly',
    'She owns the data protection check',
    'Should I send her our documents already',
  ],
  decisions: ['on two years at that price'],
};
