/** The scope that each operation needs; the first half of the key is the method. */
const SCOPES: Readonly<Record<string, string>> = {
  'GET /v2/calls': 'api:calls:read:basic',
  'GET /v2/calls/:id': 'api:calls:read:basic',
  'POST /v2/calls': 'api:calls:create',
  'POST /v2/calls/extensive': 'api:calls:read:extensive',
  'POST /v2/calls/transcript': 'api:calls:read:transcript',
  'GET /v2/users': 'api:users:read',
  'GET /v2/users/:id': 'api:users:read',
  'POST /v2/users/extensive': 'api:users:read',
  'GET /v2/workspaces': 'api:workspaces:read',
  'GET /v2/settings/trackers': 'api:settings:trackers:read',
  'POST /v2/stats/interaction': 'api:stats:interaction',
  'GET /v2/data-privacy/data-for-email-address': 'api:data-privacy:read',
  'GET /v2/data-privacy/data-for-phone-number': 'api:data-privacy:read',
  'POST /v2/data-privacy/erase-data-for-email-address': 'api:data-privacy:delete',
  'POST /v2/data-privacy/erase-data-for-phone-number': 'api:data-privacy:delete',
};

/** Needed besides by an extensive request that selects media. */
export const MEDIA_SCOPE = 'api:calls:read:media-url';

/** All scopes that can be asked for. */
export const KNOWN_SCOPES: ReadonlySet<string> = new Set([...Object.values(SCOPES), MEDIA_SCOPE]);

/** The scope of an operation; undefined when no document names one. */
export function scopeOf(method: string, routeUrl: string): string | undefined {
  return SCOPES[`${method} ${routeUrl}`];
}
