/**
 * Client for Gainsight CS in Gainsight's own words, from its documents (docs of each function name the section of
 * the reference and its mark of confidence: [D] vendor's page, [G] second hand, [C] seen in a live client, [I] inferred).
 * It knows nothing of our accounts or meetings, and decides nothing about failures: it names them.
 */
export { type GainsightCredential } from './auth.ts';
export { type Capabilities, MAX_PROBE_CALLS } from './capabilities.ts';
export {
  createGainsightClient,
  type GainsightClientOptions,
  type GainsightReader,
  type GainsightWriter,
} from './client.ts';
export { formatActivityDate, formatFilterDate, parseDate } from './dates.ts';
export {
  type FieldRefusal,
  GAINSIGHT_ERROR_CODES,
  GainsightError,
  type GainsightErrorCode,
  GainsightWriteRefused,
  type RefusedRow,
} from './errors.ts';
export type { Lookup, Lookups } from './lookups.ts';
export {
  type Condition,
  MAX_QUERY_ROWS,
  type Query,
  QUERY_OPERATORS,
  type QueryOperator,
  type QueryPage,
} from './query.ts';
export type { KeyedPage, PagesQuery } from './query-pages.ts';
export { DELETE_LOG_DAYS, type Deletion, type Deletions } from './resources/deletions.ts';
export type { Company } from './resources/companies.ts';
export {
  type FieldDescription,
  MAX_DESCRIBE_NAMES,
  type ObjectDescription,
  type Objects,
  type ObjectsFilter,
  type ObjectSummary,
  type PicklistOption,
} from './resources/objects.ts';
export type { CompanyPerson, Person, RelationshipPerson } from './resources/people.ts';
export type { DropdownCategory, DropdownItem, PicklistRecord, Picklists } from './resources/picklists.ts';
export {
  MAX_IDS,
  type ReadableRecords,
  type RecordsPage,
  type RecordsQuery,
} from './resources/readable-records.ts';
export {
  MAX_UPDATE_KEYS,
  MAX_UPDATE_RECORDS,
  type RecordsUpdate,
  type RecordsUpdated,
  type WritableRecords,
} from './resources/records.ts';
export type { Relationship, RelationshipType } from './resources/relationships.ts';
export {
  ACTIVITY_LOOKUPS,
  type ActivitiesWrite,
  type Activity,
  type ListedActivity,
  type ActivityIdentifier,
  type ActivityOutcome,
  type ActivityRecord,
  type ActivityRefusal,
  DUPLICATE_EXTERNAL_ID,
  LOOKUP_FAILED,
  MISSING_FIELD,
  type ReadableTimeline,
  TIMELINE_OBJECT,
  type WritableTimeline,
} from './resources/timeline.ts';
export type { CompanyTeamMember, User } from './resources/users.ts';
export type { UnreadableRow } from './record-shape.ts';
export { REFUSAL_REASONS, type RefusalReason } from './refusal-reason.ts';
export { gsidOf } from './row.ts';
export type { Row } from './row.ts';
export {
  type CustomDomainAnswer,
  GAINSIGHT_REGIONS,
  type GainsightRegion,
  parseCustomDomain,
  parseSubdomain,
  type SubdomainAnswer,
  type SubdomainRefusal,
} from './subdomain.ts';
export {
  type CallOptions,
  GAINSIGHT_FAMILIES,
  type GainsightFamily,
  type GainsightHttpOptions,
} from './transport.ts';
export { parseFlag, parseItems, parseNumber, parseText, parseValue } from './values.ts';
