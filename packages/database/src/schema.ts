import type {
  AccountId,
  AlarmId,
  AlarmKind,
  ConnectionId,
  Conversion,
  DeliveryId,
  HeldAnswerId,
  Id,
  MeetingId,
  MeetingImportId,
  NoticeEvent,
  NoticeId,
  NoAccess,
  OutboxId,
  RelationshipId,
  ReviewId,
  RunId,
  RunCause,
  RunMode,
  SessionId,
  SignInRequestId,
  StakeholderId,
  StreamId,
  SummaryId,
  TokenId,
  UserId,
  WorkspaceId,
  TimelineWish,
} from '@handrail/core';
import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';

export type SecretId = Id<'secret'>;
export type SetAsideRecordId = Id<'set-aside-record'>;
export type ListViewId = Id<'list-view'>;
export type ParticipantId = Id<'participant'>;
export type ClaimId = Id<'claim'>;
export type ActionItemId = Id<'action-item'>;

/** A json or jsonb column: read as JSON, written as a JSON text. */
type Json = JSONColumnType<object, string, string>;
type DefaultedJson = JSONColumnType<object, string | undefined, string>;
type NullableJson = JSONColumnType<object | null, string | null, string | null>;

/** Columns of `workspaces`, as migrated. */
export interface WorkspacesTable {
  id: WorkspaceId;
  name: string;
  time_zone: Generated<string>;
  organisation_domains: Generated<string[]>;
  outgoing_paused_at: Date | null;
  timeline_since: Date | null;
  watched_at: Date | null;
  governed_since: Date | null;
  users_reread_at: Date | null;
  created_at: Generated<Date>;
}

/** Columns of `users`, as migrated. */
export interface UsersTable {
  id: UserId;
  workspace_id: WorkspaceId;
  email: string;
  name: string;
  role: 'admin' | 'manager' | 'user';
  active: GeneratedAlways<boolean>;
  gainsight_id: string | null;
  created_at: Generated<Date>;
  source: Generated<'invited' | 'gainsight'>;
  issuer: string | null;
  subject: string | null;
  last_sign_in_at: Date | null;
  no_access: NoAccess | null;
  rights_lost_at: Date | null;
  manager_gainsight_id: string | null;
  licence: string | null;
  title: string | null;
  email_since: Date | null;
}

/** Columns of `account_members`, as migrated. */
export interface AccountMembersTable {
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  gainsight_id: string;
  company_gainsight_id: string;
  user_gainsight_id: string;
  role: string | null;
}

/** Columns of `account_restrictions`, as migrated. */
export interface AccountRestrictionsTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  allowed: UserId[];
  restricted_by: UserId | null;
  restricted_at: Date;
}

/** Columns of `sign_in_links`, as migrated. */
export interface SignInLinksTable {
  token_hash: Buffer;
  workspace_id: WorkspaceId;
  user_id: UserId;
  expires_at: Date;
  used_at: Date | null;
  created_at: Generated<Date>;
}

/** Columns of `sessions`, as migrated. */
export interface SessionsTable {
  id: SessionId;
  token_hash: Buffer;
  csrf_hash: Buffer;
  workspace_id: WorkspaceId;
  user_id: UserId;
  user_agent: string | null;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  via: Generated<'link' | 'identity-provider'>;
  authenticated_at: Date;
}

/** Columns of `identity_providers`, as migrated. */
export interface IdentityProvidersTable {
  workspace_id: WorkspaceId;
  name: string;
  issuer: string;
  client_id: string;
  secret_id: SecretId | null;
  owned_domains: Generated<string[]>;
  checked_at: Date;
}

/** Columns of `language_models`, as migrated. */
export interface LanguageModelsTable {
  workspace_id: WorkspaceId;
  base_url: string;
  model: string;
  secret_id: SecretId | null;
  calls_per_day: number;
  tokens_per_day: number;
  set_at: Date;
  set_by: UserId | null;
  tried_at: Date;
  failure_code: string | null;
  failure_message: string | null;
  away_until: Date | null;
}

/** Columns of `language_model_uses`, as migrated. */
export interface LanguageModelUsesTable {
  workspace_id: WorkspaceId;
  used_on: string;
  calls: Generated<number>;
  tokens: Generated<number>;
  fallbacks: Generated<number>;
}

/** Columns of `held_answers`, as migrated. */
export interface HeldAnswersTable {
  id: HeldAnswerId;
  workspace_id: WorkspaceId;
  meeting_id: MeetingId;
  model: string;
  code: string;
  message: string;
  answer: string;
  held_at: Date;
}

/** Columns of `sign_in_requests`, as migrated. */
export interface SignInRequestsTable {
  workspace_id: WorkspaceId;
  issuer: string;
  subject: string;
  email: string | null;
  name: string | null;
  reason: string;
  requested_at: Date;
  id: Generated<SignInRequestId>;
  refused_at: Date | null;
}

/** Columns of `sign_in_attempts`, as migrated. */
export interface SignInAttemptsTable {
  token_hash: Buffer;
  workspace_id: WorkspaceId;
  trial_user_id: UserId | null;
  expires_at: Date;
}

/** Columns of `api_tokens`, as migrated. */
export interface ApiTokensTable {
  id: TokenId;
  workspace_id: WorkspaceId;
  user_id: UserId;
  name: string;
  token_hash: Buffer;
  created_at: Generated<Date>;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
  scopes: string[] | null;
}

/** Columns of `audit_entries`, as migrated. */
export interface AuditEntriesTable {
  workspace_id: WorkspaceId;
  number: number;
  at: Date;
  actor_id: UserId | null;
  via: 'session' | 'token' | 'link' | 'identity-provider';
  action: string;
  subject: Json;
  changes: NullableJson;
  outcome: 'asked' | 'done' | 'refused';
  code: string | null;
  asked_number: number | null;
  request_id: string;
  previous_hash: Buffer;
  hash: Buffer;
}

/** Columns of `access_entries`, as migrated. */
export interface AccessEntriesTable {
  workspace_id: WorkspaceId;
  id: string;
  at: Date;
  actor_id: UserId;
  via: 'session' | 'token';
  action: string;
  subject: Json;
}

/** Columns of `access_subjects`, as migrated. */
export interface AccessSubjectsTable {
  workspace_id: WorkspaceId;
  subject_id: string;
  entry_id: string;
}

/** Columns of `idempotency_keys`, as migrated. */
export interface IdempotencyKeysTable {
  workspace_id: WorkspaceId;
  key: string;
  request_hash: string;
  status: number | null;
  reply: NullableJson;
  created_at: Generated<Date>;
}

/** Columns of `keys`, as migrated. */
export interface KeysTable {
  id: string;
  check_value: Buffer;
  created_at: Generated<Date>;
}

/** Columns of `secrets`, as migrated. */
export interface SecretsTable {
  id: SecretId;
  workspace_id: WorkspaceId;
  purpose: string;
  key_id: string;
  envelope: Buffer;
  created_at: Generated<Date>;
}

/** Columns of `connections`, as migrated. */
export interface ConnectionsTable {
  id: ConnectionId;
  workspace_id: WorkspaceId;
  vendor: 'gainsight' | 'gong';
  origin: string;
  subdomain: string | null;
  credential_kind: string;
  secret_id: SecretId | null;
  state: 'connected' | 'needs-attention' | 'disconnected';
  failure: NullableJson;
  reached: DefaultedJson;
  capabilities: DefaultedJson;
  connected_at: Date | null;
  checked_at: Date | null;
  created_at: Generated<Date>;
}

/** Columns of `source_fields`, as migrated. */
export interface SourceFieldsTable {
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  object: string;
  name: string;
  label: string;
  data_type: string;
  updateable: boolean;
  detail: DefaultedJson;
  seen_at: Date;
  change: 'added' | 'renamed' | 'retyped' | null;
  change_before: string | null;
  changed_at: Date | null;
  accepted_empty_until: Date | null;
  refused_at: Date | null;
}

/** Columns of `config_versions`, as migrated. */
export interface ConfigVersionsTable {
  workspace_id: WorkspaceId;
  version: number;
  document: Json;
  resolution: DefaultedJson;
  created_by: UserId | null;
  created_at: Generated<Date>;
  inventory_read_at: Date | null;
}

/** Columns of `streams`, as migrated. */
export interface StreamsTable {
  id: StreamId;
  workspace_id: WorkspaceId;
  connection_id: ConnectionId | null;
  name: string;
  direction: 'in' | 'out';
  interval_minutes: number;
  offset_seconds: Generated<number>;
  enabled: Generated<boolean>;
  next_due_at: Date | null;
  next_full_due_at: Date | null;
  /** When rules with relative dates are decided again; null where none are in force. */
  day_change_due_at: Date | null;
  /** Whether a saved configuration made it due. */
  due_by_save: Generated<boolean>;
  last_completed_at: Date | null;
  last_full_completed_at: Date | null;
  lease_run_id: RunId | null;
  lease_fence: Generated<number>;
  lease_expires_at: Date | null;
  created_at: Generated<Date>;
}

/** Columns of `checkpoints`, as migrated. */
export interface CheckpointsTable {
  workspace_id: WorkspaceId;
  stream_id: StreamId;
  object: string;
  mode: RunMode;
  run_id: RunId;
  position: Json;
  updated_at: Date;
}

/** Columns of `runs`, as migrated. */
export interface RunsTable {
  id: RunId;
  number: Generated<number>;
  workspace_id: WorkspaceId;
  stream_id: StreamId;
  mode: RunMode;
  cause: RunCause;
  state: 'queued' | 'running' | 'done' | 'partial' | 'failed' | 'cancelled' | 'awaiting-approval';
  config_version: number;
  fence: Generated<number>;
  seen: Generated<number>;
  added: Generated<number>;
  changed: Generated<number>;
  unchanged: Generated<number>;
  filtered: Generated<number>;
  set_aside: Generated<number>;
  exits: Generated<number>;
  pages: Generated<number>;
  calls: Generated<number>;
  bytes: Generated<number>;
  total: number | null;
  attempts: Generated<number>;
  resume_at: Date | null;
  failure: NullableJson;
  withheld: NullableJson;
  withheld_end: NullableJson;
  cancel_requested_at: Date | null;
  scope: NullableJson;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

/** Columns of `run_pages`, as migrated. */
export interface RunPagesTable {
  workspace_id: WorkspaceId;
  run_id: RunId;
  object: string;
  page: number;
  gainsight_ids: string[];
}

/** Columns of `held_exits`, as migrated. */
export interface HeldExitsTable {
  workspace_id: WorkspaceId;
  run_id: RunId;
  object: string;
  gainsight_id: string;
  kind: 'filtered' | 'churned';
  name: string | null;
  record: string;
}

/** How a record leaves, or a user loses rights. */
export type ExitKind = 'missing' | 'filtered' | 'churned' | 'removed' | 'no-access' | 'lowered';

/** Columns of `kept_exits`, as migrated. */
export interface KeptExitsTable {
  workspace_id: WorkspaceId;
  gainsight_id: string;
  kind: ExitKind;
  run_id: RunId;
  decided_by: UserId | null;
  decided_at: Date;
}

/** Columns of `source_payloads`, as migrated. */
export interface SourcePayloadsTable {
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  object: string;
  gainsight_id: string;
  payload: NullableJson;
}

/** Columns of `source_records`, as migrated. */
export interface SourceRecordsTable {
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  object: string;
  gainsight_id: string;
  name: string | null;
  content_hash: string;
  source_modified_at: Date | null;
  verdict: 'in' | 'filtered';
  rule: string;
  rule_field: string | null;
  rule_value: NullableJson;
  rules_version: string;
  decided_on: string;
  presence: Generated<'present' | 'missing'>;
  missing_since: Date | null;
  first_stored_at: Date;
  /** Which run decided it as it stands, and when; null for what was decided before this was kept. */
  run_id: RunId | null;
  decided_at: Date | null;
  /** Of a record that is kept out: the values that a new day may decide otherwise. */
  dated_values: NullableJson;
  /** Whether that run counted it as changed; null for what was decided before this was kept. */
  counted_changed: boolean | null;
}

/** Columns of `set_aside_records`, as migrated. */
export interface SetAsideRecordsTable {
  id: SetAsideRecordId;
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  object: string;
  gainsight_id: string;
  run_id: RunId;
  field: string | null;
  reason: string;
  /** What the field held, made fit to be shown and cut; null where that says nothing, and once it is resolved. */
  value: Generated<string | null>;
  state: Generated<'open' | 'resolved' | 'dismissed'>;
  created_at: Date;
  resolved_at: Date | null;
  dismissed_at: Date | null;
  dismissed_by: UserId | null;
  /** Why it was dismissed, in the words of who did. */
  dismissal: string | null;
}

/** Columns of `list_views`, as migrated. */
export interface ListViewsTable {
  id: ListViewId;
  workspace_id: WorkspaceId;
  user_id: UserId;
  list: 'accounts' | 'stakeholders';
  name: string;
  search: NullableJson;
  columns: string[];
  is_default: Generated<boolean>;
  created_at: Date;
}

/** Columns of `changes`, as migrated. */
export interface ChangesTable {
  id: Generated<number>;
  workspace_id: WorkspaceId;
  run_id: RunId | null;
  record_kind: string;
  record_id: string;
  event: 'added' | 'changed' | 'missing' | 'returned' | 'filtered' | 'removed';
  fields: DefaultedJson;
  at: Date;
}

/** Columns of `accounts`, as migrated. */
export interface AccountsTable {
  id: AccountId;
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  gainsight_id: string;
  name: string;
  status: 'active' | 'churned' | 'prospect';
  presence: Generated<'present' | 'missing' | 'filtered'>;
  /** When it left the lists; null while it stands in them. */
  left_at: Date | null;
  owner_gainsight_id: string | null;
  csm_gainsight_id: string | null;
  tier: string | null;
  parent_gainsight_id: string | null;
  arr: number | null;
  mrr: number | null;
  currency: string | null;
  renewal_on: string | null;
  contract_start_on: string | null;
  lifecycle_stage: string | null;
  industry: string | null;
  region: string | null;
  domains: Generated<string[]>;
  employees: number | null;
  crm_id: string | null;
  churned_on: string | null;
  fields: DefaultedJson;
  last_meeting_at: Date | null;
  created_at: Date;
  updated_at: Date;
  /** A person keeps it in the lists though it is gone at the source. */
  kept_at: Date | null;
  kept_by: UserId | null;
  merged_into: AccountId | null;
  /** The day on which a run first saw it as churned. */
  turned_churned_on: string | null;
}

/** Columns of `account_list`, as migrated: what triggers keep of `accounts` for lists, and the health that is shown. */
export interface AccountListTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  presence: AccountsTable['presence'];
  /** The name in lower case, by which lists are ordered. */
  name_key: string;
  status: AccountsTable['status'];
  tier: string | null;
  /** `arr` in a type whose comparisons an index serves under row-level security. */
  arr_key: number | null;
  renewal_on: string | null;
  health_score: number | null;
  health_label: string | null;
  /** `health_score`, likewise. */
  health_key: GeneratedAlways<number | null>;
}

/** Columns of `meetings`, as migrated. */
export interface MeetingsTable {
  id: MeetingId;
  workspace_id: WorkspaceId;
  connection_id: ConnectionId | null;
  source: 'gong' | 'file';
  source_meeting_id: string;
  source_reference: string | null;
  title: string;
  url: string | null;
  started_at: Date | null;
  duration_seconds: number | null;
  language: string | null;
  crm_account_id: string | null;
  host_email: string | null;
  state: 'awaiting-transcript' | 'transcribed' | 'excluded' | 'no-transcript';
  exclusion_rule: string | null;
  attribution: Generated<'pending' | 'attributed' | 'review' | 'none'>;
  attribution_decided_by: Generated<'rule' | 'person'>;
  people_changed: Generated<boolean>;
  transcript_hash: string | null;
  sentiment: number | null;
  their_words: number | null;
  our_words: number | null;
  transcript_attempts: Generated<number>;
  next_transcript_at: Date | null;
  timeline_wish: Generated<TimelineWish | null>;
  created_at: Date;
  updated_at: Date;
  resummarize_at: Date | null;
  gone_at: Date | null;
}

/** Columns of `meeting_imports`, as migrated. */
export interface MeetingImportsTable {
  id: MeetingImportId;
  workspace_id: WorkspaceId;
  file_name: string | null;
  format: 'json-lines' | 'webvtt' | 'srt' | 'text';
  imported_by: UserId | null;
  added: MeetingId[];
  changed: number;
  unchanged: number;
  excluded: number;
  faults: unknown;
  fault_count: number;
  created_at: Date;
  undone_at: Date | null;
}

/** Columns of `participants`, as migrated. */
export interface ParticipantsTable {
  id: ParticipantId;
  workspace_id: WorkspaceId;
  meeting_id: MeetingId;
  name: string | null;
  email: string | null;
  title: string | null;
  side: 'ours' | 'theirs' | 'unknown';
  speaker_key: string | null;
}

/** Columns of `turns`, as migrated. */
export interface TurnsTable {
  workspace_id: WorkspaceId;
  meeting_id: MeetingId;
  turn: number;
  speaker: string;
  side: 'ours' | 'theirs' | 'unknown';
  text: string;
  start_ms: number | null;
  end_ms: number | null;
}

/** Columns of `attributions`, as migrated. */
export interface AttributionsTable {
  workspace_id: WorkspaceId;
  meeting_id: MeetingId;
  account_id: AccountId;
  step: number;
  confidence: number;
  reason: string;
  decided_by: 'rule' | 'person';
  created_at: Date;
}

/** Columns of `reviews`, as migrated. */
export interface ReviewsTable {
  id: ReviewId;
  workspace_id: WorkspaceId;
  meeting_id: MeetingId;
  reason: string;
  candidates: DefaultedJson;
  state: Generated<'open' | 'decided'>;
  created_at: Date;
  decided_at: Date | null;
}

/** Columns of `summaries`, as migrated. */
export interface SummariesTable {
  id: SummaryId;
  workspace_id: WorkspaceId;
  meeting_id: MeetingId;
  version: number;
  algorithm: string;
  language: string | null;
  language_note: string | null;
  is_corrected: Generated<boolean>;
  created_at: Date;
  model: string | null;
  fallback_code: string | null;
}

/** Columns of `claims`, as migrated. */
export interface ClaimsTable {
  id: ClaimId;
  workspace_id: WorkspaceId;
  summary_id: SummaryId;
  kind: 'headline' | 'point' | 'decision' | 'risk' | 'ask' | 'topic';
  position: number;
  text: string;
  turn: number | null;
  quote: string;
  start_ms: number | null;
  sentiment: number | null;
  added_by: UserId | null;
}

/** Columns of `action_items`, as migrated. */
export interface ActionItemsTable {
  id: ActionItemId;
  workspace_id: WorkspaceId;
  summary_id: SummaryId;
  meeting_id: MeetingId;
  position: number;
  text: string;
  owner: string | null;
  due_on: string | null;
  side: 'ours' | 'theirs' | 'unknown';
  turn: number | null;
  quote: string;
  start_ms: number | null;
  state: Generated<'open' | 'done'>;
  added_by: UserId | null;
}

/** Columns of `scores`, as migrated. */
export interface ScoresTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  kind: string;
  scored_on: string;
  score: number | null;
  label: string | null;
  reason: string | null;
  top_cause: string | null;
  parts: Json;
  inputs: Json;
  algorithm: string;
  created_at: Date;
  peers_id: string | null;
  peers_at: number | null;
}

/** Columns of `metrics`, as migrated. */
export interface MetricsTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  metric: string;
  measured_on: string;
  value: Json;
  created_at: Date;
}

/** Columns of `outbox`, as migrated. */
export interface OutboxTable {
  id: OutboxId;
  workspace_id: WorkspaceId;
  kind: 'timeline-activity' | 'field-values';
  subject_id: string;
  account_id: AccountId;
  object: Generated<string>;
  state: 'waiting' | 'sending' | 'unknown' | 'delivered' | 'refused' | 'paused' | 'withdrawn';
  cause: string;
  reason: string | null;
  external_id: string | null;
  content_version: string | null;
  attempts: Generated<number>;
  fence: Generated<number>;
  not_before: Date;
  claimed_until: Date | null;
  last_attempt_at: Date | null;
  delivery: NullableJson;
  failure: NullableJson;
  created_at: Date;
  settled_at: Date | null;
}

/** Columns of `deliveries`, as migrated. */
export interface DeliveriesTable {
  id: DeliveryId;
  workspace_id: WorkspaceId;
  outbox_id: OutboxId;
  attempt: number;
  step: 'look-up' | 'insert' | 'update' | 'write';
  outcome: string;
  request_id: string | null;
  failure: NullableJson;
  started_at: Date;
  finished_at: Date | null;
}

/** Columns of `remote_activities`, as migrated. */
export interface RemoteActivitiesTable {
  workspace_id: WorkspaceId;
  meeting_id: MeetingId;
  account_id: AccountId;
  external_id: string;
  activity_id: string | null;
  gainsight_id: string | null;
  content_version: string;
  notes_hash: string | null;
  delivered_at: Date;
}

/** Columns of `remote_values`, as migrated. */
export interface RemoteValuesTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  object: string;
  record_id: string;
  field: string;
  sent: NullableJson;
  sent_at: Date | null;
  observed: NullableJson;
  observed_at: Date | null;
  refusal: string | null;
  refused_value: NullableJson;
  verify_at: Date | null;
}

/** Columns of `required_activity_fields`, as migrated. */
export interface RequiredActivityFieldsTable {
  workspace_id: WorkspaceId;
  type_name: string;
  field: string;
  learnt_at: Date;
}

/** Columns of `recorder_users`, as migrated. */
export interface RecorderUsersTable {
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  recorder_id: string;
  addresses: string[];
}

/** Columns of `confirmed_values`, as migrated. */
export interface ConfirmedValuesTable {
  workspace_id: WorkspaceId;
  object: 'Company' | 'Relationship';
  field: string;
  metric: string;
  conversion: JSONColumnType<Conversion | null, string | null, string | null>;
  when_undefined: 'clear' | 'keep' | 'skip';
  owner: 'handrail' | 'person';
  confirmed_at: Date;
  confirmed_by: UserId | null;
}

/** Columns of `budgets`, as migrated. */
export interface BudgetsTable {
  host: string;
  family: string;
  latest_ms: Generated<number>;
  skew_ms: Generated<number>;
  held_until_ms: Generated<number>;
  stated_minute: number | null;
  stated_hour: number | null;
  stated_day: number | null;
}

/** Columns of `budget_calls`, as migrated. */
export interface BudgetCallsTable {
  host: string;
  family: string;
  grain: 'second' | 'minute';
  bucket: number;
  calls: number;
}

/** Columns of `budget_callers`, as migrated. */
export interface BudgetCallersTable {
  host: string;
  family: string;
  rank: number;
  caller: string;
  served_ms: Generated<number>;
  refused_ms: Generated<number>;
  claims_until_ms: Generated<number>;
}

/** Columns of `inventories`, as migrated. */
export interface InventoriesTable {
  workspace_id: WorkspaceId;
  run_id: RunId;
  connection_id: ConnectionId;
  fields: string[];
  records: Generated<number>;
  pages: Generated<number>;
  after_gainsight_id: string | null;
  started_at: Date;
  completed_at: Date | null;
  sampled: DefaultedJson;
}

/** Columns of `inventory_columns`, as migrated. */
export interface InventoryColumnsTable {
  workspace_id: WorkspaceId;
  run_id: RunId;
  page: number;
  field: string;
  filled: number;
  contents: string;
}

/** Columns of `account_overrides`, as migrated. */
export interface AccountOverridesTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  field: string;
  set_by: UserId | null;
  set_at: Date;
}

/** Columns of `legal_holds`, as migrated. */
export interface LegalHoldsTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  reason: string;
  set_by: UserId | null;
  set_at: Date;
}

/** Columns of `account_merges`, as migrated. */
export interface AccountMergesTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  into_account_id: AccountId;
  evidence: 'crm-id' | 'people';
  people: number | null;
  people_there: number | null;
  state: 'proposed' | 'merged' | 'rejected' | 'undone';
  moved: DefaultedJson;
  found_at: Date;
  decided_at: Date | null;
  decided_by: UserId | null;
}

/** Columns of `stakeholder_moves`, as migrated. */
export interface StakeholderMovesTable {
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  person_gainsight_id: string;
  from_company_gainsight_id: string;
  to_company_gainsight_id: string;
  moved_at: Date;
}

/** Columns of `account_places`, as migrated. */
export interface AccountPlacesTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  parent_gainsight_id: string | null;
  linked_at: Date;
  parent_account_id: AccountId | null;
  root_account_id: AccountId;
  depth: number;
  path: AccountId[];
  cycle: string[] | null;
}

/** Columns of `relationship_types`, as migrated. */
export interface RelationshipTypesTable {
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  gainsight_id: string;
  name: string;
  updated_at: Date;
}

/** Columns of `relationships`, as migrated. */
export interface RelationshipsTable {
  id: RelationshipId;
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  gainsight_id: string;
  name: string;
  company_gainsight_id: string | null;
  type_gainsight_id: string | null;
  owner_gainsight_id: string | null;
  status: string | null;
  stage: string | null;
  arr: number | null;
  mrr: number | null;
  renewal_on: string | null;
  contract_start_on: string | null;
  /** Our custom fields by our names. */
  fields: DefaultedJson;
  presence: Generated<'present' | 'missing' | 'filtered'>;
  left_at: Date | null;
  created_at: Date;
  updated_at: Date;
  /** The name in lower case, by which lists are ordered. */
  name_key: GeneratedAlways<string>;
}

/** Columns of `stakeholders`, as migrated. */
export interface StakeholdersTable {
  id: StakeholderId;
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  /** Of the tie at the source; null for those whom only we know. */
  gainsight_id: string | null;
  person_gainsight_id: string | null;
  company_gainsight_id: string;
  source: Generated<'company-person' | 'relationship-person' | 'meeting' | 'person'>;
  name: string | null;
  email: string | null;
  title: string | null;
  role: string | null;
  phone: string | null;
  decision_maker: boolean | null;
  touch_frequency: string | null;
  fields: DefaultedJson;
  /** Fields set by hand, by our names; the columns hold these values. */
  manual: DefaultedJson;
  last_touch_at: Date | null;
  touch_due_at: Date | null;
  presence: 'present' | 'inactive' | 'waiting' | 'missing' | 'filtered';
  missing_since: Date | null;
  left_at: Generated<Date | null>;
  created_at: Date;
  updated_at: Date;
  /** The e-mail in lower case, by which persons are compared. */
  email_key: GeneratedAlways<string | null>;
  /** Name, else e-mail, in lower case, by which lists are ordered. */
  name_key: GeneratedAlways<string>;
}

/** Columns of `alarms`, as migrated. */
export interface AlarmsTable {
  id: AlarmId;
  workspace_id: WorkspaceId;
  kind: AlarmKind;
  subject: string;
  code: string;
  title: string;
  cause: string;
  remedy: string;
  opened_at: Date;
  ended_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: UserId | null;
}

/** Columns of `alarm_webhooks`, as migrated. */
export interface AlarmWebhooksTable {
  workspace_id: WorkspaceId;
  secret_id: SecretId;
  origin: string;
  kinds: AlarmKind[];
  set_at: Date;
  set_by: UserId | null;
}

/** Columns of `alarm_notices`, as migrated. */
export interface AlarmNoticesTable {
  id: NoticeId;
  workspace_id: WorkspaceId;
  alarm_id: AlarmId | null;
  event: NoticeEvent;
  state: 'waiting' | 'delivered' | 'failed' | 'dropped';
  attempts: Generated<number>;
  created_at: Date;
  next_try_at: Date;
  tried_at: Date | null;
  status: number | null;
  code: string | null;
}

/** Columns of `workers`, as migrated. */
export interface WorkersTable {
  id: string;
  started_at: Date;
  seen_at: Date;
}

/** Columns of `outages`, as migrated. */
export interface OutagesTable {
  host: string;
  since: Date;
  next_probe_at: Date;
}

/** Columns of `call_tallies`, as migrated. */
export interface CallTalliesTable {
  host: string;
  family: string;
  calls: number;
  retries: number;
  limited: number;
  failed: number;
  first_called_at: Generated<Date>;
  last_called_at: Generated<Date>;
}

/** Columns of `proposed_stakeholders`, as migrated. */
export interface ProposedStakeholdersTable {
  workspace_id: WorkspaceId;
  account_id: AccountId;
  email_key: string;
  name: string | null;
  meetings: number;
  last_met_at: Date | null;
  dismissed_at: Date | null;
}

/** Columns of `relationship_people`, as migrated. */
export interface RelationshipPeopleTable {
  workspace_id: WorkspaceId;
  connection_id: ConnectionId;
  gainsight_id: string;
  person_gainsight_id: string;
  company_gainsight_id: string | null;
  relationship_gainsight_id: string;
  role: string | null;
  is_active: boolean;
  updated_at: Date;
}

/** All tables of the product, for typed queries. */
export interface Tables {
  workspaces: WorkspacesTable;
  users: UsersTable;
  sign_in_links: SignInLinksTable;
  sessions: SessionsTable;
  identity_providers: IdentityProvidersTable;
  sign_in_requests: SignInRequestsTable;
  sign_in_attempts: SignInAttemptsTable;
  api_tokens: ApiTokensTable;
  audit_entries: AuditEntriesTable;
  access_entries: AccessEntriesTable;
  access_subjects: AccessSubjectsTable;
  idempotency_keys: IdempotencyKeysTable;
  keys: KeysTable;
  secrets: SecretsTable;
  connections: ConnectionsTable;
  source_fields: SourceFieldsTable;
  config_versions: ConfigVersionsTable;
  streams: StreamsTable;
  checkpoints: CheckpointsTable;
  runs: RunsTable;
  held_exits: HeldExitsTable;
  kept_exits: KeptExitsTable;
  run_pages: RunPagesTable;
  source_payloads: SourcePayloadsTable;
  source_records: SourceRecordsTable;
  set_aside_records: SetAsideRecordsTable;
  list_views: ListViewsTable;
  meeting_imports: MeetingImportsTable;
  changes: ChangesTable;
  accounts: AccountsTable;
  account_list: AccountListTable;
  meetings: MeetingsTable;
  participants: ParticipantsTable;
  turns: TurnsTable;
  attributions: AttributionsTable;
  reviews: ReviewsTable;
  summaries: SummariesTable;
  claims: ClaimsTable;
  action_items: ActionItemsTable;
  scores: ScoresTable;
  metrics: MetricsTable;
  outbox: OutboxTable;
  deliveries: DeliveriesTable;
  remote_activities: RemoteActivitiesTable;
  remote_values: RemoteValuesTable;
  confirmed_values: ConfirmedValuesTable;
  required_activity_fields: RequiredActivityFieldsTable;
  recorder_users: RecorderUsersTable;
  budgets: BudgetsTable;
  budget_calls: BudgetCallsTable;
  budget_callers: BudgetCallersTable;
  call_tallies: CallTalliesTable;
  outages: OutagesTable;
  inventories: InventoriesTable;
  inventory_columns: InventoryColumnsTable;
  account_overrides: AccountOverridesTable;
  legal_holds: LegalHoldsTable;
  account_merges: AccountMergesTable;
  stakeholder_moves: StakeholderMovesTable;
  account_places: AccountPlacesTable;
  relationship_types: RelationshipTypesTable;
  relationships: RelationshipsTable;
  stakeholders: StakeholdersTable;
  alarms: AlarmsTable;
  language_models: LanguageModelsTable;
  language_model_uses: LanguageModelUsesTable;
  held_answers: HeldAnswersTable;
  alarm_webhooks: AlarmWebhooksTable;
  alarm_notices: AlarmNoticesTable;
  workers: WorkersTable;
  account_members: AccountMembersTable;
  account_restrictions: AccountRestrictionsTable;
  proposed_stakeholders: ProposedStakeholdersTable;
  relationship_people: RelationshipPeopleTable;
}
