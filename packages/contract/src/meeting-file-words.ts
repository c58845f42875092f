/** A meeting as a line of JSON lines says it, with every key that is read. */
export const MEETING_LINE_EXAMPLE =
  '{"id":"call-17","title":"Renewal","startedAt":"2026-11-03T09:00:00Z","language":"en",' +
  '"participants":[{"name":"Ana Ruiz","email":"ana@acme.example","title":"COO"}],' +
  '"turns":[{"speaker":"Ana Ruiz","text":"We renew.","startMs":0,"endMs":2500}]}';

/** What the keys of such a line hold. */
export const MEETING_LINE_KEYS: readonly (readonly [key: string, holds: string])[] = [
  [
    'turns',
    'what was said, in its order; the only key that is needed. Each has speaker and text, and startMs and endMs from the start of the recording where they are known',
  ],
  [
    'participants',
    'who took part, each with any of name, email and title; left out: those who spoke. The addresses decide to which account the meeting belongs',
  ],
  ['startedAt', 'when it was held, with the offset; left out: the meeting counts for no period'],
  ['title, language, id', 'texts; the language as its code, the id as the recorder has it'],
];
