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
  rateLimitHeader: choice(['timeline', 'none', 'everywhere'], {
    vendor,
    mark: 'D',
    line: '§1, §14, §20.5',
    says: 'Which replies carry `x-ratelimit-limit`: those of the Timeline, as its page says, none, or all.',
  }),
  rateLimitForm: choice(['number', 'windows'], {
    vendor,
    mark: 'D',
    line: '§1, §14, §20.5',
    says: 'That header: the limit of the shortest window, or of each with its seconds, `100, 100;w=60, 50000;w=86400`.',
  }),
  unauthorizedForm: choice(['http-401', 'result-false-in-200'], {
    vendor,
    mark: 'D',
    line: '§2.1, §19.1',
    says: 'A missing, wrong or expired credential: 401, or a 200 whose body says `result: false`.',
  }),
  addressRefusalStatus: choice([403, 401], {
    vendor,
    mark: 'I',
    line: '§2.1, §19.4, §20.16',
    says: 'HTTP status of GS_APIG_2402, the refusal of an address.',
  }),
  scopeRefusalStatus: choice([403, 401], {
    vendor,
    mark: 'I',
    line: '§2.3, §19.9',
    says: 'HTTP status of a write with a token that may only read.',
  }),
  tokenRefusalStatus: choice([401, 400, 403], {
    vendor,
    mark: 'I',
    line: '§2.2, §19.7',
    says: 'HTTP status of the token call with bad credentials.',
  }),
  tokenBody: choice(['any', 'form'], {
    vendor,
    mark: 'C',
    line: '§2.2, §19.6, §20.22',
    says: 'What the token call takes: a form, JSON or nothing, or only a form with its grant type.',
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
