import type { CallScript } from './script.ts';

/** Meridian Dental Group starts: who does what, until when, and what may hold it up. */
export const onboarding: CallScript = {
  key: 'onboarding',
  title: 'Meridian Dental x Lumenta: kick-off',
  language: 'eng',
  company: 3,
  daysAgo: 8,
  at: '16:00',
  ours: ['tom', 'rafael'],
  theirs: ['alicia', 'greg'],
  hasCrmLink: true,
  text: `
tom: Hello hello. I think we're all here. Can everybody see the slide?
alicia: I see a very colourful slide, yes.
greg: Same here. Hi, I'm Greg, I do IT. I don't think we've met.
tom: Hi Greg. I'm Tom, I'll be your customer success manager. And this is Rafael, who runs the implementation.
rafael: Hi Greg, hi Alicia. Nice to finally put faces to the names.
alicia: Likewise. I've only known Dana so far. She's very persuasive.
tom: She is. She said to say hi.
alicia: Tell her I'm holding her to the promises.
rafael: That's why we have this call, so that we all know what the promises are.
## Goals
tom: So, Alicia, in your own words. What does a good outcome look like for you, say, in half a year?
alicia: Okay. So we have clinics all over Ohio and Indiana, and every one has chairs, compressors, X-ray, all that. Today they fix things by shouting.
greg: By email. With forty people in copy.
alicia: Which is shouting. What I want is that a clinic manager reports a broken chair in one minute and then sees when somebody's coming.
tom: And how would you measure that?
alicia: We lose about 90 chair hours a month to broken equipment, and I want that cut in half by summer.
tom: That's a great number. I'm writing that down. Half of 90.
alicia: It's chair hours, so it's real money. An empty chair is four hundred dollars an hour.
rafael: Ouch.
alicia: Ouch is what the patients say. Sorry. Dental humour.
greg: You'll get used to it. There's a lot of it.
## Scope
rafael: Let me make sure I've got the scope right. The order form says 46 clinics.
alicia: It's 46 clinics today, but we're closing on two more in Dayton, so it'll be 48.
rafael: Okay. And do all of them go live at once?
alicia: Oh, please no. I lived through one of those. Our last system went live everywhere on one Monday, and on Tuesday we had a mutiny.
tom: So in waves.
alicia: In waves, yes. We agreed internally to start with six clinics in Columbus as the first wave.
rafael: That's very sensible. Which six?
alicia: I'll give you the list. They're the ones with managers who like computers.
greg: And who like us.
rafael: Good. Then I'd plan wave one for four weeks, then the rest in two batches.
alicia: What's the date for wave one? I need to tell people.
rafael: If we get the data in time, wave one goes live on February 2nd.
alicia: February 2nd. Okay. Groundhog Day.
greg: Which means we do it again and again until it's right.
tom: Ha. Let's hope for once.
## Data
rafael: The big one is the equipment list. Where is that today?
greg: So, uh, it's in a spreadsheet. Well, it's in 46 spreadsheets.
rafael: All the same format?
greg: They started the same. Then people got creative. One has a column called "mood".
tom: The mood of the chair?
greg: We don't know. We honestly don't know.
rafael: Okay, so I'll send you our import template, and what we need is model, serial number, room and the date of purchase. Everything else is nice to have.
greg: Serial numbers are going to be the problem. I'd guess a third is missing.
rafael: That's quite normal. We can start without, but then the warranty check won't work.
alicia: I want the warranty check. We've paid for repairs that were under warranty, like, all the time.
greg: Then somebody has to walk around with a phone and take pictures of stickers.
alicia: Greg will own the equipment list, and the clinic managers take the pictures.
greg: Okay. I own the list. That's fair, I own all the lists.
rafael: When do you think you'd have it for the first six?
greg: Uh, let me look. I can deliver the cleaned equipment list for wave one by December 18th.
rafael: December 18th is perfect. That gives us time before the holidays.
## Sign-on and security
greg: I've got a question about the logins. We're on single sign-on for everything, and I'm not going to make six hundred accounts by hand.
rafael: You don't have to. We support SAML, I'll set up a test with you next week.
greg: Good. And what about patient data? Because that's where I have to be careful.
rafael: There shouldn't be any. We only need equipment, rooms and staff.
greg: Right, but people take pictures. With patients in them.
alicia: Good point. That happens. There was one on the old system, and our compliance officer nearly fainted.
rafael: We can switch off the gallery, so only the camera works, and there's a warning text.
greg: It would still be a person with a phone.
alicia: So that's a risk for me. If a single patient photo ends up in the system, compliance will stop the whole rollout.
tom: Okay. That's important. Should we do something about it in the training?
alicia: Yes. First slide, please. Big letters.
rafael: I'll also ask our security team if there's a face blur. I'm not sure, I don't want to promise it.
greg: Okay, thanks for not promising.
## Working together
tom: How would you like to work with us? Weekly call, email, Slack?
alicia: Weekly, half an hour. I'm in clinics on Mondays and Fridays, so not those.
tom: How about Wednesdays at eleven?
alicia: Wednesdays at eleven is fine.
greg: I can do Wednesdays. Unless there's a fire.
tom: And who should be in the steering group? Rafael usually asks for three people.
alicia: Me, Greg, and our finance director, Wendell Pruitt. He holds the purse, so he should hear it first-hand.
rafael: What's the budget for integrations, if I may ask? Because you've got the accounting link on the wish list.
alicia: There's $15,000 set aside for integrations this year. Wendell won't give me more.
rafael: That's enough for the accounting link. I'd do that after wave two.
alicia: Okay. It isn't urgent. They've typed invoices for twenty years, they can type for another quarter.
## Training
alicia: How long does it take a clinic manager to learn it?
tom: About an hour, honestly. It's an app with a big button.
alicia: I'd like it to be less than an hour.
tom: For the reporting part it's ten minutes. The hour is for the schedule.
alicia: Okay. I'd do it live, on a video call, in groups. They won't read anything.
tom: We'll run three live training sessions in the last week of January.
alicia: With recordings?
tom: With recordings.
greg: Can I have one for my help desk too? There's four of us.
tom: Sure, I'll add one for the help desk.
rafael: So from my side, next steps. I send the import template and the SAML guide today.
greg: And I'll set up the test group in our directory.
alicia: And I'll send you the six clinics. By tomorrow, I've nearly got it.
tom: Great. Then we talk next Wednesday. Alicia, is there anything that worries you?
alicia: Just that people are tired of new systems. If the first week is bad, they'll go back to email, and then I'll never get them again.
tom: Understood. We'll be on site for the first two days, by the way. Rafael and me.
alicia: Oh! Nobody told me that. That's great.
tom: It's in the plan. Bring us to the one with the mood column.
greg: That's Westerville. You'll love it.
alicia: Okay. Thank you, everybody. I'm excited, actually.
rafael: Same here. Bye all.
greg: Bye.
`,
  mustKeep: [
    { kind: 'number', accept: ['90 chair hours'] },
    { kind: 'number', accept: ['46 clinics'] },
    { kind: 'decision', accept: ['six clinics in Columbus'] },
    { kind: 'date', accept: ['February 2nd', 'February 2'] },
    { kind: 'owner', accept: ['Greg will own the equipment list'] },
    { kind: 'date', accept: ['December 18th', 'December 18'] },
    { kind: 'risk', accept: ['compliance will stop the whole rollout'] },
    { kind: 'amount', accept: ['$15,000'] },
    { kind: 'promise', accept: ['three live training sessions'] },
  ],
  promises: [
    "I'll give you the list",
    "I'll send you our import template",
    'Greg will own the equipment list',
    'I own the list',
    'I can deliver the cleaned equipment list',
    "I'll set up a test with you next week",
    "I'll also ask our security team",
    "I'll add one for the help desk",
    'I send the import template and the SAML guide today',
    "I'll set up the test group",
    "I'll send you the six clinics",
    "We'll run three live training sessions",
    "We'll be on site for the first two days",
  ],
  decisions: ['in Columbus as the first wave'],
};
