import type { CallScript } from './script.ts';

/** The champion at Pemberton Lifts leaves; who takes over, and what is at stake. */
export const championLeaving: CallScript = {
  key: 'champion-leaving',
  title: 'Pemberton monthly sync',
  language: 'eng',
  company: 6,
  daysAgo: 7,
  at: '09:00',
  ours: ['marcus'],
  theirs: ['harriet', 'callum'],
  hasCrmLink: true,
  text: `
marcus: Morning Harriet. You've got a new background, is that the sea?
harriet: That's Whitby. It's my screen saver, I'm in the office in Leeds, it's raining sideways.
marcus: It suits you. Hi Callum, nice to see you here.
callum: Hiya. Harriet's dragged me in.
harriet: I have. And there's a reason for it, so, um, let me just say it and then we can do the normal list.
marcus: Okay, now I'm nervous.
harriet: Don't be. I'm leaving Pemberton, my last day is December 12th.
marcus: Oh. Oh wow. Congratulations, I hope? And also no.
harriet: Thank you. It's a good thing. It's a lift company as well, but in Newcastle, and I can walk to work.
marcus: I'm happy for you and very sad for me.
harriet: It was a hard one. Eleven years. I've got a mug older than some of the engineers.
callum: It's a very dirty mug.
harriet: It's seasoned.
## Who takes over
marcus: So what happens with the system? You basically built it here.
harriet: That's why Callum's here. Callum will take over as system owner from December 1st.
callum: As of now I know about a third of it.
harriet: You know more than you think.
callum: I know where the buttons are. I don't know why they're there.
marcus: That's an honest start. What's your day job at the moment?
callum: I run the northern region, so that's, uh, 64 engineers and about four thousand lifts.
marcus: And you keep that?
callum: I keep that, yeah. So this is on top. I've told them I've got maybe four hours a week for it.
harriet: I did twelve, to be fair.
marcus: Hmm. That's a gap.
harriet: It is a gap. I've asked for a part-time admin, but there's a hiring freeze until April.
callum: So that's my worry. With four hours a week nobody will maintain the inspection templates, and the templates change with every new regulation.
marcus: Okay. How often do they change in practice?
harriet: It's about six changes a year. Each one's maybe a day's work with testing.
callum: Which is six days I haven't got.
marcus: Let me think about what we can take off you. We've got a managed admin service.
callum: For how much?
marcus: I'd have to look. I think it's about £900 a month for that size.
callum: I could maybe get £900 a month approved. It's below my limit.
harriet: It's below, your limit's a thousand. I set it up.
marcus: Okay. I'll send you the offer for the managed admin service this week.
callum: Ta.
## Knowledge
marcus: Before you go, can we record some of what's in your head?
harriet: That's what I wanted to ask. I've started writing it down, but it's turning into a novel.
marcus: Videos are faster. Ten minutes each, you share your screen and talk.
harriet: Okay, I could do that. What would you want?
marcus: The templates, the escalation rules, the integration with the call centre, and the month-end.
harriet: The month-end, oh dear. There's a step with a spreadsheet that I'm not proud of.
callum: Is that the one with the macro?
harriet: It's the one with the macro, and the macro's on my own laptop.
marcus: On your laptop only?
harriet: Yeah. So if my laptop goes back to IT, the month-end billing report won't run in January.
callum: Brilliant.
marcus: Okay. That's the first video, then.
harriet: I'll record five handover videos before I go, and the macro is the first.
marcus: Thank you. And I'd like Owen to look at the macro, perhaps we can replace it with a standard report.
callum: Please. I don't want to be the man with the macro.
harriet: It's a good macro.
callum: I'm sure it's lovely.
## Sponsor and renewal
marcus: Can I ask about the renewal? It's in the spring, and you were going to talk with Gordon about it.
harriet: So that's the other thing. Gordon Ashby's moved as well, he's now running the factories.
marcus: So who's the sponsor?
harriet: For now it's nobody, I'll be honest. The new service director is Philippa Crane, and she started in October.
marcus: Have you met her?
harriet: Twice. She's sharp. She came from a company that used one of your competitors.
marcus: Which one?
harriet: She said it in passing. ServeWell, I think.
callum: It was ServeWell. She said they had nicer dashboards.
harriet: She did say that. So I think you should know that Philippa Crane wants to compare us with ServeWell before the renewal.
marcus: Okay. I really appreciate the heads-up.
harriet: I told her it's the data underneath that matters, but she doesn't know me from Adam.
marcus: What does she care about most?
callum: Callbacks. She's got this thing on her wall, callbacks per lift per year.
harriet: We went from 3.1 callbacks per lift to 2.4 with the system, and she doesn't know that.
marcus: That's huge. Could we show her?
harriet: I'd like to. I've still got two weeks, and if I introduce you, it's better than a cold mail.
marcus: Yes. Please.
harriet: I'll set up an introduction with Philippa for November 27th.
marcus: November 27th. I'll be there, and I'll bring Ingrid.
callum: Keep it to half an hour. She looks at her watch.
marcus: Half an hour, one slide.
harriet: One slide with one number. That's exactly right.
## Normal list
marcus: Okay. Shall we do the normal list as well?
harriet: Go on then. Ireland first. Aoife needs two more licences.
marcus: Two more licences for Ireland, I'll add them today. Same price.
harriet: Lovely. Then there's the QR codes. They fall off in damp shafts.
marcus: They fall off?
harriet: The glue. It's not really your problem, I know.
callum: One of the lads used chewing gum.
marcus: Did it hold?
callum: It's still there.
marcus: Ha. Okay, we've got metal plates from another customer, I can ask where they buy them.
harriet: Do, please. And the last one, the mobile version from last week drains the battery.
marcus: Yes, that's known. There's a patch coming on Thursday.
callum: Good, because they come in at lunch to charge, and then they have lunch.
marcus: Understandable.
## Close
marcus: So, Callum. Would you like a weekly slot with me for the first two months?
callum: Yeah, that'd help. Mondays are dead. Not Mondays.
marcus: Then Tuesdays at half eight, before the phones start?
callum: Spot on.
marcus: We'll do a weekly session on Tuesdays at half eight, then. And Harriet, can I stay in touch?
harriet: You'd better. I'll want a demo in Newcastle once I've found the kettle.
marcus: I was hoping you'd say that.
callum: Steady on, she's not left yet.
harriet: Right, I've got an engineer waiting. Thanks, Marcus. For everything, really.
marcus: Thank you, Harriet. Talk on the 27th.
callum: See you.
`,
  mustKeep: [
    { kind: 'date', accept: ['December 12th', 'December 12'] },
    { kind: 'owner', accept: ['Callum will take over as system owner'] },
    { kind: 'risk', accept: ['nobody will maintain the inspection templates'] },
    { kind: 'amount', accept: ['£900 a month', '£900'] },
    { kind: 'promise', accept: ['five handover videos'] },
    { kind: 'risk', accept: ['compare us with ServeWell'] },
    { kind: 'number', accept: ['3.1 callbacks per lift'] },
    { kind: 'date', accept: ['November 27th', 'November 27'] },
    { kind: 'risk', accept: ["month-end billing report won't run"] },
  ],
  promises: [
    'Callum will take over as system owner',
    "I'll send you the offer for the managed admin service",
    "I'll record five handover videos",
    "I'll set up an introduction with Philippa",
    "I'll be there, and I'll bring Ingrid",
    "I'll add them today",
    "I'd like Owen to look at the macro",
    'I can ask where they buy them',
    "There's a patch coming on Thursday",
    "We'll do a weekly session on Tuesdays",
  ],
  decisions: [],
};
