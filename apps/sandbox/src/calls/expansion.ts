import type { CallScript } from './script.ts';

/** Aurora Cold Chain wants more: new depots, a new module, and a price for both. */
export const expansion: CallScript = {
  key: 'expansion',
  title: 'Aurora Cold Chain – growth plans',
  language: 'eng',
  company: 11,
  daysAgo: 5,
  at: '15:30',
  ours: ['marcus', 'dana', 'owen'],
  theirs: ['beth', 'liam'],
  hasCrmLink: true,
  text: `
marcus: Hi Beth, hi Liam. How's the cold chain?
beth: Cold. I hope. That's the idea.
liam: It's minus eighteen in the trucks and minus two in my office.
dana: In your office?
liam: The heating's out. We keep shrimp at the right temperature, but not fleet managers.
marcus: Priorities. Okay, so we've got Dana with us, and Owen, who's the solutions engineer.
owen: Hey, everybody.
beth: Hi Owen. I've got good news, I think, so I'll begin if that's all right.
marcus: We like good news.
## Growth
beth: So we closed on the acquisition last week. It's called Frostline, out of Tulsa. It was in the trade press on Monday.
dana: I saw it! Congratulations.
beth: Thank you. I've slept about nine hours since then. In total.
liam: She's exaggerating. It was eight.
beth: What it means is that we get nine more depots and 310 refrigerated trucks.
marcus: Wow. That's almost double.
beth: It's almost double, yes. And their maintenance is on, um, Liam, what did you call it?
liam: A whiteboard. It's a nice whiteboard. It's got magnets.
owen: I've migrated whiteboards before. You take a photo.
liam: We took a photo. Somebody had drawn a walrus on it.
beth: So we want Frostline on the same system as us, and I'd like it fast, because our insurance people gave us a date.
dana: What's the date?
beth: The insurer wants temperature alarms on every Frostline truck by March 1st.
dana: March 1st. And if not?
beth: If we miss March 1st, the insurer drops the cover for the Frostline fleet, and then I can't run it.
marcus: Okay. So that's the hard one.
beth: That's the hard one. Everything else is nice to have.
## Technology
owen: May I ask what's in the trucks? Which sensors?
liam: It's a mix. About two hundred have the same boxes we use, from the truck factory. The rest has nothing, or something from the nineties.
owen: So around 110 trucks without a usable sensor.
liam: About that. I'd say 110, give or take.
owen: Who installs them?
liam: Our own guys can do six a day if they do nothing else.
owen: So that's, what, eighteen or nineteen working days.
liam: If the boxes come. The last ones took eight weeks from the supplier.
owen: Eight weeks from now is the end of January. That's tight.
beth: Then order them today, Liam.
liam: I need the model from Owen first.
owen: I'll confirm the sensor model by tomorrow noon.
liam: Great. I'll order as soon as I've got it.
beth: Liam is the owner for the sensor installation, and he reports to me every Friday.
liam: Every Friday. Okay. I'm on it.
owen: And for the data side, I'd use the same connector that you have now. It's just another tenant ID. It's about three days of work for us.
beth: Only three days?
owen: If their truck list is good.
liam: It's on the whiteboard.
owen: Right. Let's say five days.
## Modules
marcus: Beth, last time you also asked about the compliance module.
beth: Yes. The food safety people want a report per delivery, with the temperature curve. Today we print it. We print about a mile of paper a week.
marcus: The compliance module does it automatically, the receiver gets a link.
beth: Does that work for the Mexican border? They want it in Spanish, and signed.
owen: In Spanish yes. Signed, it depends what they accept as a signature.
beth: They accept a stamp. They love stamps.
owen: Ha. I'll look at the stamps.
beth: I'd want it for everybody, for us and for Frostline.
dana: Then let me give you a feeling for the price, so that we're not talking about clouds.
beth: Please. I have to bring something to the board.
## Price
dana: So for the nine depots and 310 trucks, at your present rate, it'd be $118,000 more a year.
beth: On top of the 144.
dana: On top of the 144. And the compliance module for everything is another $36,000 list.
beth: Hmm. That's more than I've got in the integration plan. I've put in $130,000 for all software.
dana: For all software including ours?
beth: Including yours, and there's a payroll thing as well.
dana: Okay. And if I bring the compliance module down because you take it for the whole fleet?
beth: How much down?
dana: I could do both together for $127,000 in the first year, with a two-year commitment on the Frostline part.
beth: $127,000 and nothing else? No set-up?
dana: Set-up is included. Owen's five days, too.
owen: I'm included. Nice.
beth: That leaves me three thousand for payroll. They'll survive. And the second year?
dana: In the second year the discount goes, and it'd be 142.
beth: I can work with that. By then Frostline has to earn its money anyway.
liam: No pressure, Frostline.
beth: Okay. So we've decided to go ahead with all nine depots, and the compliance module, if the board agrees.
dana: When's the board?
beth: The board meets on December 10th. I'd need a written proposal a week before.
dana: You'll have the written proposal by December 2nd.
beth: Perfect. And keep it to two pages. They're cold storage people, they don't read in the warm.
dana: Two pages.
## People
marcus: Can I raise one thing that worries me a little? The people at Frostline. Do they want it?
beth: They don't know yet what they want. They've been bought a week ago, they're looking for the coffee.
liam: Their maintenance boss is Earl. He's sixty-three, he's the one with the whiteboard.
marcus: And what does Earl say?
liam: Earl says he's seen five systems come and go, and the magnets are still here.
beth: I like Earl. But if Earl isn't on board, the mechanics in Tulsa won't touch it.
marcus: Then we should start with Earl. Could you bring him to see your Memphis depot?
liam: That's a good idea. Memphis is where it runs best.
marcus: I'd come as well. I could be there in the second week of December.
beth: Do it. Liam, take Earl out for barbecue.
liam: I'll plan a visit with Earl in Memphis for December 15th.
marcus: December 15th, I'm in.
beth: And let him keep the walrus.
owen: We could put the walrus into the app.
liam: If you put the walrus in the app, I'm personally renewing for ten years.
dana: I've got that on record.
beth: So have I. Okay, I've got to run, there's a reporter from the Tulsa paper.
marcus: Good luck! Thanks, Beth.
dana: Thank you, talk soon.
liam: Bye, folks. Stay warm.
owen: You too. Literally.
`,
  mustKeep: [
    { kind: 'number', accept: ['310 refrigerated trucks'] },
    { kind: 'date', accept: ['March 1st', 'March 1'] },
    { kind: 'risk', accept: ['insurer drops the cover'] },
    { kind: 'owner', accept: ['Liam is the owner for the sensor installation'] },
    { kind: 'amount', accept: ['$127,000'] },
    { kind: 'decision', accept: ['go ahead with all nine depots'] },
    { kind: 'date', accept: ['December 10th', 'December 10'] },
    { kind: 'promise', accept: ['written proposal by December 2nd'] },
    { kind: 'promise', accept: ['confirm the sensor model'] },
  ],
  promises: [
    "I'll confirm the sensor model",
    "I'll order as soon as I've got it",
    'Liam is the owner for the sensor installation',
    "I'm on it",
    "I'll look at the stamps",
    "You'll have the written proposal by December 2nd",
    "I'll plan a visit with Earl",
    "December 15th, I'm in",
  ],
  decisions: ['compliance module, if the board agrees'],
};
