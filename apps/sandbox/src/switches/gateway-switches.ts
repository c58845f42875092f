import { choice } from './switch.ts';

const vendor = 'gainsight';

/** Doubtful readings of the gateway: limits and credentials. */
export const gatewaySwitches = {
  limitForm: choice(['gu-2400', 'gateway-429', 'gateway-200'], {
    vendor,
    mark: 'C',
    line: '§6.3, §14, §19.55, §20.6',
    says: 'Form of the refusal over a limit: 429 with GU_2400, or GS_APIG_2404 at status 429 or 200.',
  }),
  retryAfterHeader: choice(['none', 'seconds', 'http-date'], {
    vendor,
    mark: 'C',
    line: '§14, §20.5',
    says: 'Whether and how that refusal says when to come back.',
  }),
  pkce: choice(['required', 'optional'], {
    vendor,
    mark: 'C',
    line: '§2.3',
    says: 'Whether the OAuth authorize call must carry a PKCE challenge.',
  }),
  accessKeyFrom: choice(['anywhere', 'nowhere'], {
    vendor,
    mark: 'C',
    line: '§2.1, §19.4',
    says: 'From where the access key is accepted; the allow-list does not touch OAuth tokens.',
  }),
};
