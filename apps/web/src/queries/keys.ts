/** Cache keys, one root a noun, so that a command can say what it makes stale. */
export const keys = {
  workspace: ['workspace'],
  connections: ['connections'],
  fields: ['fields'],
  config: ['config'],
  configVersions: ['config-versions'],
  streams: ['streams'],
  runs: ['runs'],
  accounts: ['accounts'],
  relationships: ['relationships'],
  meetings: ['meetings'],
  reviews: ['reviews'],
  outbox: ['outbox'],
  timeline: ['timeline'],
  tokens: ['tokens'],
  audit: ['audit'],
  status: ['status'],
} as const;
