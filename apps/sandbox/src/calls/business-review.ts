import type { CallScript } from './script.ts';

/** Castellan Foods looks back at a quarter and decides where to go next. */
export const businessReview: CallScript = {
  key: 'business-review',
  title: 'Castellan Foods – Q3 business review',
  language: 'eng',
  company: 4,
  daysAgo: 12,
  at: '13:00',
  ours: ['priya', 'ingrid'],
  theirs: ['margaret', 'paulo'],
  hasCrmLink: true,
  text: `
priya: Good afternoon everyone. Margaret, I think you're on mute.
margaret: Sorry. Every time. Good afternoon.
paulo: Hello hello.
priya: Thanks for making the time. I've also got Ingrid here, our VP of customer success.
ingrid: Hi Margaret, hi Paulo. I've heard a lot about the Porto plant.
paulo: Only good things, I hope.
ingrid: Mostly about the tomatoes.
margaret: It's the season. Everything smells of tomatoes there in autumn, even the office.
priya: Okay. So I've got four parts. Results, what didn't work, roadmap, and then next steps. Is there anything you'd like to add?
margaret: Yes. I'd like to talk about the Spanish plants at the end, if there's time.
priya: Of course, I'll put it last.
## Results
priya: So, results. Unplanned downtime on the packaging lines fell from 11.2 to 7.4 hours a week.
margaret: That's all plants together?
priya: All four plants, average per plant.
paulo: In Porto it's even lower. It's about five.
margaret: What did that save us? Because I have to say a number to Hendrik.
priya: With the figure that your controller gave us, that's savings of 610,000 euros for the quarter.
margaret: And is that our calculation or your calculation?
priya: It's your controller's hourly cost, and our hours. I'll send you the sheet, so you can check.
margaret: Good. I don't want to be asked and not know.
ingrid: That's very wise.
paulo: You know what made the biggest difference? It's not the system as such. It's that the shift leader now sees the vibration warning before the bearing goes.
priya: That's line four, right?
paulo: Lines four and six. The others don't have sensors yet.
margaret: How much would it be to get the sensors on the rest?
paulo: The sensors are cheap. The installing is what costs, because we must stop the line.
margaret: So in the winter stop, then.
paulo: In the winter stop, yes. I have it in my plan.
## Adoption
priya: On adoption. We have 284 active users out of 320 licences, so that's about 89 percent.
margaret: And the other 36?
paulo: Half of them left the company. I never gave you the names, it's my fault.
priya: No problem. Send me the list and I'll free them up.
paulo: The other half is the night shift in Braga. They have one tablet and use it all together under one name.
ingrid: Under whose name?
paulo: Under the name of Joaquim. Joaquim is the most productive man in Portugal.
margaret: He works twenty-four hours, seven days.
ingrid: He should ask for a raise.
paulo: He really should. But okay, it's a problem for the audit, because everything is signed by Joaquim.
priya: Right. Would more tablets solve it?
paulo: Three more tablets would do it.
margaret: Just order them, Paulo. Don't put it in a plan.
paulo: Okay, boss.
## What did not work
priya: Then let's go to what didn't work. Do you want to start?
paulo: The spare parts module. I'm sorry, but it's slow. When I search for a part it takes, I don't know, ten seconds.
priya: Since when?
paulo: Since we loaded the second catalogue. Before, it was fine.
margaret: This is what I hear too. People go around it. They have paper lists again.
paulo: The parts search is so slow that the mechanics have stopped using it.
priya: Okay. I've got a ticket on that, and the team found a missing index. The fix for the parts search will be live by the end of November.
paulo: Good. I'll believe it when I see it.
priya: That's fair. I'll call you on the day.
ingrid: If it isn't there, call me.
paulo: I like her.
margaret: The second one from my side is reports. I get a PDF with eleven pages and I read one.
priya: Which page do you read?
margaret: The one with the red and green dots.
priya: Okay, so let's make it only that page.
margaret: And by plant, please. On Monday before eight.
priya: I'll set up a one-page report by plant, every Monday at seven.
margaret: That would make me very happy.
## Roadmap
ingrid: Shall I say two words about the roadmap?
margaret: Please, but only what's real. I've seen many roadmaps.
ingrid: Only what's real. So the thing that concerns you is the new planning board with the production calendar. It comes in March.
paulo: With SAP?
ingrid: It reads the production orders from SAP, yes. It doesn't write them back yet.
paulo: Reading is enough. Then I can plan the maintenance when the line is free.
margaret: Could we be in the beta?
ingrid: I'd love you to be. We'd need one plant and one person for about four hours a week.
margaret: We will join the planning board beta with the Porto plant.
paulo: That's me, then. Four hours.
margaret: Paulo is responsible for the beta on our side, but he may take Teresa.
paulo: Teresa is better at it than me anyway.
priya: Great. I'll connect you with the product team next week.
ingrid: And there's a small thing on the side, your logo. We'd like to use it on the web site.
margaret: Hmm. I have to ask communications. They're difficult about logos. Something about the leaf.
ingrid: No pressure.
## Spain
priya: You wanted to talk about Spain.
margaret: Yes. So it's not public yet, so please keep it here. We're buying two plants in Valencia, and they'll close in spring.
ingrid: Congratulations.
margaret: Thank you, let's see. They have a different system there, from, uh, I forget. A German one.
paulo: It's the one with the blue screens.
margaret: I don't want two systems in the group. But the Spanish colleagues like theirs, and they'll fight for it.
priya: How big are they?
margaret: About 150 users together. We'd have to decide by April 30th which system stays.
priya: So there's a comparison.
margaret: There will be a comparison, yes. And to be honest the risk for you is the language, because your Spanish translation is poor and they will use that against you.
priya: That's good to know. I'll check what's planned there.
ingrid: We've got a native speaker in the docs team now, I'll ask her to go through all of the mobile app.
margaret: That would help. If the mechanics laugh at the words, it's lost.
paulo: In Portuguese it says "lift the wife" in one place. Instead of the bolt.
priya: What? No.
paulo: Fêmea. It's a technical word too, but still. We left it in, it's good for the mood.
ingrid: I'll fix that one personally.
## Next steps
priya: Okay. So next steps from me: the sheet for the savings, the Monday report, and the call when the search is fixed.
margaret: And somebody for Spain.
priya: And I'll prepare a proposal for the Valencia plants before Christmas.
margaret: With a price for the whole group, please, not only for the two.
priya: With a group price.
paulo: I send you the list of who left.
priya: Perfect. Shall we do the next review on February 11th?
margaret: February 11th works, in Porto if you like. You can smell the tomatoes.
ingrid: In February?
paulo: In February it's the jam.
ingrid: Even better. I'll come along.
margaret: Thank you both. It was useful, I don't say that every time.
priya: Thank you, Margaret. Bye Paulo.
paulo: Bye, ciao.
`,
  mustKeep: [
    { kind: 'number', accept: ['from 11.2 to 7.4 hours'] },
    { kind: 'amount', accept: ['610,000 euros', '610,000'] },
    { kind: 'number', accept: ['284 active users'] },
    { kind: 'risk', accept: ['parts search is so slow', 'mechanics have stopped using it'] },
    { kind: 'promise', accept: ['live by the end of November'] },
    { kind: 'decision', accept: ['join the planning board beta'] },
    { kind: 'owner', accept: ['Paulo is responsible for the beta'] },
    { kind: 'date', accept: ['April 30th', 'April 30'] },
    { kind: 'promise', accept: ['proposal for the Valencia plants'] },
    { kind: 'date', accept: ['February 11th', 'February 11'] },
  ],
  promises: [
    "I'll send you the sheet",
    "I'll free them up",
    'The fix for the parts search will be live',
    "I'll call you on the day",
    "I'll set up a one-page report by plant",
    'Paulo is responsible for the beta',
    "I'll connect you with the product team",
    "I'll check what's planned there",
    "I'll ask her to go through all of the mobile app",
    "I'll fix that one personally",
    "I'll prepare a proposal for the Valencia plants",
    "I'll come along",
    'We will join the planning board beta',
    'I send you the list of who left',
    'Just order them',
    'I have to ask communications',
  ],
  decisions: [],
};
