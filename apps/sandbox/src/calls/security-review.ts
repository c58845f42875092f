import type { CallScript } from './script.ts';

/** Sable Bank's vendor risk team goes through its list before anything may go live. */
export const securityReview: CallScript = {
  key: 'security-review',
  title: 'Sable Bank – vendor security review',
  language: 'eng',
  company: 9,
  daysAgo: 10,
  at: '17:00',
  ours: ['marcus', 'hugo'],
  theirs: ['ravi', 'claire'],
  hasCrmLink: true,
  text: `
marcus: Hi Ravi, hi Claire. Are we all set?
ravi: We are. I'm sharing the list, tell me when you see it.
hugo: I see it. It's, uh, it's long.
ravi: It was two hundred questions. You've answered most of them in writing, so I've kept the ones that I didn't like.
hugo: Okay. That's a good way to do it.
claire: I'm just here to listen, I'm facilities. I'd like my elevators fixed at some point in my life.
ravi: Claire calls me the department of no.
claire: I do. Lovingly.
marcus: We'll try to get you to a yes, Claire.
## Encryption and keys
ravi: Let's begin with encryption. You wrote that data is encrypted at rest with keys that you hold.
hugo: Right. Per customer, rotated once a year.
ravi: Our policy for tier two vendors wants keys that we hold.
hugo: We can do customer-managed keys, but, um, so far only on the enterprise edition.
ravi: And what edition do we have?
marcus: You're on the enterprise edition. So it's a matter of setting it up.
ravi: Okay. Then it's simple. Customer-managed keys are a condition, we will not go live without them.
hugo: Understood. It takes about a week together with your cloud team.
ravi: Who would I send?
hugo: Somebody who may create keys in your account. It's a one-hour session, and then some waiting.
ravi: That'd be Tomasz. I'll talk to him.
## Access
ravi: Next one. Access of your support people to our data.
hugo: By default they don't have any. You grant it for a ticket, for 24 hours, and it's logged.
ravi: And an emergency?
hugo: There's a break-glass account, two people have to open it, and you get a mail at that moment.
ravi: How often was it used in the last year?
hugo: For all customers together, four times.
ravi: That's a better answer than "never". People say "never" and I stop believing the rest.
hugo: I know. I was told to always bring a number.
ravi: Whoever told you that was right.
claire: This is very romantic.
marcus: Ha.
ravi: Okay. Logs. How long do you keep the access log?
hugo: For 90 days online and then a year in the archive.
ravi: Our regulator wants seven years.
hugo: Hmm. We can stream the log to you, and then you keep it as long as you like.
ravi: In what format?
hugo: JSON over HTTPS, or to a bucket.
ravi: A bucket is fine. I'd want to see it work before I sign.
hugo: I'll set up the log export to your bucket in the test environment by December 3rd.
ravi: December 3rd. Good.
## Findings
ravi: Now the less friendly part. The penetration test.
hugo: Yes.
ravi: You sent me the summary from the spring. There were two high findings.
hugo: Correct, two high and five medium.
ravi: The summary says that one of the high ones is still open.
hugo: It's the session one. When you change the role of a user, an old session keeps the old role until it expires.
ravi: For how long?
hugo: Up to twelve hours.
ravi: So if I fire somebody at nine in the morning, he's still an admin at eight in the evening.
hugo: If you only change the role. If you deactivate the user, it's immediate.
ravi: People forget that. It's a real risk for us that a session keeps its old role for up to twelve hours.
hugo: I agree with you. It's not nice. The fix is done and it's being tested.
ravi: When?
hugo: The session fix ships with version 8.5 on January 20th.
marcus: And that's a date I've checked with engineering this morning, so it's not just a wish.
ravi: January 20th. And a retest by somebody who isn't you?
hugo: The same firm tests it again in the week after.
ravi: I'd like the letter from them.
hugo: You'll get the retest letter as soon as we have it.
claire: Does that mean I can't begin until the end of January?
ravi: It means that you can begin with the pilot, with no more than 30 users, and only in the two New Jersey buildings.
claire: Oh. That's more than I'd hoped for, actually.
ravi: See. The department of maybe.
## Where data lives
ravi: Data location. You say US East. And the backups?
hugo: Also US, a different region.
ravi: And subprocessors? There's one in the list in, where is it, Ireland. For text messages.
hugo: Yes, they send the alerts. They see a phone number and the text.
ravi: The text says "elevator 3 stuck at Broad Street". That's a location of a bank building.
hugo: Hmm, I see what you mean.
marcus: You could switch off text messages and use push only. It's a setting.
claire: My people like the texts. But okay, push is fine.
ravi: Then text messages stay switched off. It's easier than another assessment.
marcus: I'll make sure they're off from the start.
ravi: Thank you. And please tell me thirty days before you add another subprocessor.
marcus: That's in the contract.
ravi: I know. I'm saying it because it's in every contract and nobody does it.
marcus: Fair.
## Insurance and paper
ravi: Last block is paper. Your cyber insurance covers $5 million.
marcus: That's right.
ravi: We ask for $10 million of cyber coverage from vendors in your tier.
marcus: Okay. I didn't know that. I'd have to ask our finance people what it takes.
ravi: Legal can sometimes make an exception, if the rest is clean.
marcus: Who'd I talk to?
ravi: Send it to me. I'm the owner of the exception request, but I need a letter from your broker.
marcus: I'll get you the letter from the broker by next Friday.
ravi: Good. And then the business continuity test, when was the last one?
hugo: In September. We restored everything in five and a half hours.
ravi: And what do you promise?
hugo: Eight.
ravi: Okay. That's fine. I've seen people promise one and need thirty.
claire: Do we get a grade at the end?
ravi: We don't do grades. We do "accept", "accept with conditions", and "see you next year".
claire: And?
ravi: It's accept with conditions. You can start preparing the pilot, Claire.
claire: Oh, thank God. I've got a service elevator in Hoboken that opens on the wrong floor.
marcus: On purpose?
claire: Nobody knows. It's like a game show.
hugo: I'd ride that.
ravi: So I'll send the list of conditions in writing tomorrow. When's the review board, Claire, do you remember?
claire: The board's on December 9th.
ravi: Then everything that should be in has to be with me by December 5th. Except the fix, of course.
marcus: That works. I'll make a little tracker, so nobody has to dig through mails.
ravi: A tracker, great. Not a portal, please. I've got eleven vendor portals.
marcus: A spreadsheet.
ravi: Perfect. Thanks, everybody.
hugo: Thank you, Ravi. Good questions.
claire: Bye, all.
`,
  mustKeep: [
    { kind: 'decision', accept: ['Customer-managed keys are a condition'] },
    { kind: 'promise', accept: ['log export to your bucket'] },
    { kind: 'date', accept: ['December 3rd', 'December 3'] },
    { kind: 'risk', accept: ['session keeps its old role'] },
    { kind: 'date', accept: ['January 20th', 'January 20'] },
    { kind: 'number', accept: ['no more than 30 users'] },
    { kind: 'amount', accept: ['$10 million'] },
    { kind: 'owner', accept: ['owner of the exception request'] },
    { kind: 'promise', accept: ['letter from the broker'] },
  ],
  promises: [
    "I'll talk to him",
    "I'll set up the log export",
    "I'll make sure they're off from the start",
    "I'm the owner of the exception request",
    "I'll get you the letter from the broker",
    "I'll send the list of conditions in writing",
    "I'll make a little tracker",
    'The session fix ships with version 8.5',
    'The same firm tests it again',
    "You'll get the retest letter",
  ],
  decisions: [],
};
