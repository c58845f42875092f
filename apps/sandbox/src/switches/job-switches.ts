import { choice, number } from './switch.ts';

const vendor = 'gainsight';

/** Doubtful readings of asynchronous calls: people, Timeline bulk, bulk export. */
export const jobSwitches = {
  jobSeconds: number([6, 0, 1_800], {
    vendor,
    mark: 'I',
    line: '§8.3, §10.4, §12',
    says: "Seconds, by the sandbox's clock, until an asynchronous call is done.",
  }),
  jobEnding: choice(['completed', 'failed', 'aborted'], {
    vendor,
    mark: 'G',
    line: '§10.4, §12',
    says: 'How Timeline bulk and bulk export jobs end; a failed or aborted one did nothing.',
  }),
};
