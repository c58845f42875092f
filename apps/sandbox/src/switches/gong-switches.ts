import { choice, number } from './switch.ts';

const vendor = 'gong';

/** Doubtful readings of Gong's API (the lines are those of its own reference). */
export const gongSwitches = {
  gongPageSize: number([100, 7], {
    vendor,
    mark: 'C',
    line: '§2',
    says: 'Records on a page, which is the choice of Gong.',
  }),
  gongNullForm: choice(['null', 'omitted'], {
    vendor,
    mark: 'C',
    line: '§2',
    says: 'A field without a value: its key with null, or no key.',
  }),
  gongSpeakerId: choice(['null', 'omitted'], {
    vendor,
    mark: 'C',
    line: '§3',
    says: 'The `speakerId` of a party who did not speak: its key with null, or no key.',
  }),
  gongEmptyList: choice(['not-found', 'empty-page'], {
    vendor,
    mark: 'D',
    line: '§2',
    says: 'A list that nothing matches: 404, or 200 with no records.',
  }),
  gongMissingDate: choice(['open', 'refused'], {
    vendor,
    mark: 'D',
    line: '§3',
    says: 'A list of calls asked for without one of its dates: without a bound on that side, or 400.',
  }),
  gongRefusalStatus: choice(['by-path', '401', '403'], {
    vendor,
    mark: 'D',
    line: '§4',
    says: 'Status for wrong credentials: 403 for the lists of users and workspaces and 401 elsewhere, or one for all.',
  }),
  gongRetryAfter: choice(['seconds', 'none'], {
    vendor,
    mark: 'D',
    line: '§2',
    says: 'Whether the refusal over a limit says when to come back.',
  }),
  gongStaleCursorStatus: choice([400, 404], {
    vendor,
    mark: 'I',
    line: '§2',
    says: 'Status for a cursor an hour old; the documents say 4xx, and 404 is also what an empty list answers.',
  }),
  gongKeyFrom: choice(['anywhere', 'nowhere'], {
    vendor,
    mark: 'C',
    line: '§1',
    says: 'From where the access key is accepted; any other address gets 403.',
  }),
};
