-- The first whole product: place, link, inbound, product, conversations, signals, outbound.
-- Every table with workspace_id is closed by row-level security at the end of this file.

create table workspaces (
  id uuid primary key,
  name text not null,
  time_zone text not null default 'UTC',
  organisation_domains text[] not null default '{}',
  outgoing_paused_at timestamptz,
  created_at timestamptz not null default now()
);

create table users (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  email text not null,
  name text not null,
  role text not null check (role in ('admin', 'manager', 'user')),
  active boolean not null default true,
  gainsight_id text,
  created_at timestamptz not null default now(),
  unique (workspace_id, id)
);
create unique index users_email on users (workspace_id, lower(email));

create table sign_in_links (
  token_hash bytea primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (workspace_id, user_id) references users (workspace_id, id) on delete cascade
);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  csrf_hash bytea not null,
  workspace_id uuid not null,
  user_id uuid not null,
  user_agent text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (workspace_id, user_id) references users (workspace_id, id) on delete cascade
);

create table api_tokens (
  id uuid primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  name text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  foreign key (workspace_id, user_id) references users (workspace_id, id) on delete cascade
);

create table idempotency_keys (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  key text not null,
  request_hash text not null,
  status smallint,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, key)
);

-- Which master keys this database has known; never the keys themselves.
create table keys (
  id text primary key,
  check_value bytea not null,
  created_at timestamptz not null default now()
);

create table secrets (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  purpose text not null,
  key_id text not null references keys (id),
  envelope bytea not null,
  created_at timestamptz not null default now()
);

create table connections (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  vendor text not null check (vendor in ('gainsight', 'gong')),
  origin text not null,
  subdomain text,
  credential_kind text not null,
  secret_id uuid references secrets (id),
  state text not null check (state in ('connected', 'needs-attention', 'disconnected')),
  failure jsonb,
  reached jsonb not null default '[]',
  capabilities jsonb not null default '{}',
  connected_at timestamptz,
  checked_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (workspace_id, vendor)
);

create table source_fields (
  workspace_id uuid not null,
  connection_id uuid not null,
  object text not null,
  name text not null,
  label text not null,
  data_type text not null,
  updateable boolean not null,
  detail jsonb not null default '{}',
  seen_at timestamptz not null,
  primary key (workspace_id, connection_id, object, name),
  foreign key (workspace_id, connection_id) references connections (workspace_id, id) on delete cascade
);

create table config_versions (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  version integer not null,
  document jsonb not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (workspace_id, version)
);

-- A standing arrangement with its cadence, lease and fencing number. Passes that send are streams
-- too (direction out), so that one screen and one schedule serve both ways.
create table streams (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid,
  name text not null,
  direction text not null check (direction in ('in', 'out')),
  interval_minutes integer not null check (interval_minutes > 0),
  offset_seconds integer not null default 0,
  enabled boolean not null default true,
  next_due_at timestamptz,
  next_full_due_at timestamptz,
  last_completed_at timestamptz,
  last_full_completed_at timestamptz,
  lease_run_id uuid,
  lease_fence bigint not null default 0,
  lease_expires_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (workspace_id, name)
);
create index streams_due on streams (least(next_due_at, next_full_due_at)) where enabled;

create table checkpoints (
  workspace_id uuid not null,
  stream_id uuid not null,
  object text not null,
  mode text not null check (mode in ('incremental', 'full')),
  run_id uuid not null,
  position jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, stream_id, object, mode),
  foreign key (workspace_id, stream_id) references streams (workspace_id, id) on delete cascade
);

create table runs (
  id uuid primary key,
  number bigint generated always as identity,
  workspace_id uuid not null,
  stream_id uuid not null,
  mode text not null check (mode in ('incremental', 'full')),
  cause text not null check (cause in ('schedule', 'manual', 'first', 'resumed')),
  state text not null check (
    state in ('queued', 'running', 'done', 'partial', 'failed', 'cancelled', 'awaiting-approval')
  ),
  config_version integer not null,
  fence bigint not null default 0,
  seen integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  filtered integer not null default 0,
  set_aside integer not null default 0,
  exits integer not null default 0,
  pages integer not null default 0,
  calls integer not null default 0,
  bytes bigint not null default 0,
  total integer,
  attempts integer not null default 0,
  resume_at timestamptz,
  failure jsonb,
  withheld jsonb,
  cancel_requested_at timestamptz,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  unique (workspace_id, id),
  foreign key (workspace_id, stream_id) references streams (workspace_id, id) on delete cascade
);
create index runs_recent on runs (workspace_id, stream_id, created_at desc);
create unique index runs_one_open on runs (workspace_id, stream_id) where state in ('queued', 'running');
create index runs_open on runs (resume_at) where state in ('queued', 'running');

create table run_pages (
  workspace_id uuid not null,
  run_id uuid not null,
  object text not null,
  page integer not null,
  gainsight_ids text[] not null,
  primary key (workspace_id, run_id, object, page),
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade
);

create table source_records (
  workspace_id uuid not null,
  connection_id uuid not null,
  object text not null,
  gainsight_id text collate "C" not null,
  name text,
  payload jsonb,
  content_hash text not null,
  source_modified_at timestamptz,
  verdict text not null check (verdict in ('in', 'filtered')),
  rule text not null,
  rule_field text,
  rule_value jsonb,
  rules_version text not null,
  decided_on date not null,
  presence text not null default 'present' check (presence in ('present', 'missing')),
  missing_since timestamptz,
  first_stored_at timestamptz not null,
  primary key (workspace_id, connection_id, object, gainsight_id)
);

create table set_aside_records (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid not null,
  object text not null,
  gainsight_id text not null,
  run_id uuid not null,
  field text,
  reason text not null,
  state text not null default 'open' check (state in ('open', 'resolved', 'dismissed')),
  created_at timestamptz not null,
  resolved_at timestamptz
);
create unique index set_aside_open on set_aside_records (workspace_id, connection_id, object, gainsight_id)
  where state = 'open';

create table changes (
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  run_id uuid,
  record_kind text not null,
  record_id uuid not null,
  event text not null check (event in ('added', 'changed', 'missing', 'returned', 'filtered', 'removed')),
  fields jsonb not null default '{}',
  at timestamptz not null
);
create index changes_record on changes (workspace_id, record_id, id desc);
create index changes_run on changes (workspace_id, run_id, id);

create table accounts (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  name text not null,
  status text not null check (status in ('active', 'churned', 'prospect')),
  presence text not null default 'present' check (presence in ('present', 'missing', 'filtered')),
  missing_since timestamptz,
  owner_gainsight_id text,
  csm_gainsight_id text,
  tier text,
  parent_gainsight_id text,
  arr numeric,
  mrr numeric,
  currency text,
  renewal_on date,
  contract_start_on date,
  lifecycle_stage text,
  industry text,
  region text,
  domains text[] not null default '{}',
  employees integer,
  crm_id text,
  churned_on date,
  fields jsonb not null default '{}',
  health_score numeric(4, 1),
  health_label text,
  last_meeting_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (workspace_id, id),
  unique (workspace_id, connection_id, gainsight_id)
);
create index accounts_by_name on accounts (workspace_id, presence, lower(name), id);
create index accounts_by_health on accounts (workspace_id, presence, health_score, id);
create index accounts_by_arr on accounts (workspace_id, presence, arr, id);
create index accounts_by_renewal on accounts (workspace_id, presence, renewal_on, id);
create index accounts_crm on accounts (workspace_id, crm_id) where crm_id is not null;
create index accounts_domains on accounts using gin (domains);

create table meetings (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid,
  source text not null check (source in ('gong', 'file')),
  source_meeting_id text not null,
  source_reference text,
  title text not null,
  url text,
  started_at timestamptz,
  duration_seconds integer,
  language text,
  crm_account_id text,
  host_email text,
  state text not null check (state in ('awaiting-transcript', 'transcribed', 'excluded', 'no-transcript')),
  exclusion_rule text,
  attribution text not null default 'pending' check (attribution in ('pending', 'attributed', 'review', 'none')),
  transcript_hash text,
  sentiment numeric(4, 3),
  their_words integer,
  our_words integer,
  transcript_attempts integer not null default 0,
  next_transcript_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (workspace_id, id),
  unique (workspace_id, source, source_meeting_id)
);
create index meetings_recent on meetings (workspace_id, started_at desc, id);
create index meetings_waiting on meetings (workspace_id, next_transcript_at) where state = 'awaiting-transcript';

create table participants (
  id uuid primary key,
  workspace_id uuid not null,
  meeting_id uuid not null,
  name text,
  email text,
  title text,
  side text not null check (side in ('ours', 'theirs', 'unknown')),
  speaker_key text,
  foreign key (workspace_id, meeting_id) references meetings (workspace_id, id) on delete cascade
);
create index participants_meeting on participants (workspace_id, meeting_id);

create table turns (
  workspace_id uuid not null,
  meeting_id uuid not null,
  turn integer not null,
  speaker text not null,
  side text not null check (side in ('ours', 'theirs', 'unknown')),
  text text not null,
  start_ms integer,
  end_ms integer,
  primary key (workspace_id, meeting_id, turn),
  foreign key (workspace_id, meeting_id) references meetings (workspace_id, id) on delete cascade
);

create table attributions (
  workspace_id uuid not null,
  meeting_id uuid not null,
  account_id uuid not null,
  step smallint not null,
  confidence numeric(4, 3) not null,
  reason text not null,
  decided_by text not null check (decided_by in ('rule', 'person')),
  created_at timestamptz not null,
  primary key (workspace_id, meeting_id, account_id),
  foreign key (workspace_id, meeting_id) references meetings (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);
create index attributions_account on attributions (workspace_id, account_id);

create table reviews (
  id uuid primary key,
  workspace_id uuid not null,
  meeting_id uuid not null,
  reason text not null,
  candidates jsonb not null default '[]',
  state text not null default 'open' check (state in ('open', 'decided')),
  created_at timestamptz not null,
  decided_at timestamptz,
  foreign key (workspace_id, meeting_id) references meetings (workspace_id, id) on delete cascade
);
create unique index reviews_open on reviews (workspace_id, meeting_id) where state = 'open';

create table summaries (
  id uuid primary key,
  workspace_id uuid not null,
  meeting_id uuid not null,
  version integer not null,
  algorithm text not null,
  language text,
  language_note text,
  created_at timestamptz not null,
  unique (workspace_id, id),
  unique (workspace_id, meeting_id, version),
  foreign key (workspace_id, meeting_id) references meetings (workspace_id, id) on delete cascade
);

create table claims (
  id uuid primary key,
  workspace_id uuid not null,
  summary_id uuid not null,
  kind text not null check (kind in ('headline', 'point', 'decision', 'risk', 'ask', 'topic')),
  position integer not null,
  text text not null,
  turn integer not null,
  quote text not null,
  start_ms integer,
  sentiment numeric(4, 3),
  foreign key (workspace_id, summary_id) references summaries (workspace_id, id) on delete cascade
);
create index claims_summary on claims (workspace_id, summary_id);

create table action_items (
  id uuid primary key,
  workspace_id uuid not null,
  summary_id uuid not null,
  meeting_id uuid not null,
  position integer not null,
  text text not null,
  owner text,
  due_on date,
  side text not null check (side in ('ours', 'theirs', 'unknown')),
  turn integer not null,
  quote text not null,
  start_ms integer,
  state text not null default 'open' check (state in ('open', 'done')),
  foreign key (workspace_id, summary_id) references summaries (workspace_id, id) on delete cascade
);
create index action_items_summary on action_items (workspace_id, summary_id);

-- A row when the score or an input changed; a day without a row means the last one.
create table scores (
  workspace_id uuid not null,
  account_id uuid not null,
  kind text not null,
  scored_on date not null,
  score numeric(4, 1),
  label text,
  reason text,
  top_cause text,
  parts jsonb not null,
  inputs jsonb not null,
  algorithm text not null,
  created_at timestamptz not null,
  primary key (workspace_id, account_id, kind, scored_on),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);

create table metrics (
  workspace_id uuid not null,
  account_id uuid not null,
  metric text not null,
  measured_on date not null,
  value numeric,
  reason text,
  inputs jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (workspace_id, account_id, metric, measured_on),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);

-- What must go out: one row for each subject and target, opened again by a newer intent. The payload is
-- built at send and never stored; `delivery` is where the sending stands (core/delivery.ts).
create table outbox (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  kind text not null check (kind in ('timeline-activity', 'field-values')),
  subject_id uuid not null,
  account_id uuid not null,
  object text not null default 'Company',
  state text not null check (
    state in ('waiting', 'sending', 'unknown', 'delivered', 'refused', 'paused', 'withdrawn')
  ),
  cause text not null,
  reason text,
  external_id text,
  content_version text,
  attempts integer not null default 0,
  fence bigint not null default 0,
  not_before timestamptz not null,
  claimed_until timestamptz,
  last_attempt_at timestamptz,
  delivery jsonb,
  failure jsonb,
  created_at timestamptz not null,
  settled_at timestamptz,
  unique (workspace_id, kind, subject_id, account_id)
);
create index outbox_due on outbox (workspace_id, kind, not_before) where settled_at is null;
create index outbox_recent on outbox (workspace_id, created_at desc, id);

create table deliveries (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  outbox_id uuid not null references outbox (id) on delete cascade,
  attempt integer not null,
  step text not null check (step in ('look-up', 'insert', 'update', 'write')),
  outcome text not null,
  request_id text,
  failure jsonb,
  started_at timestamptz not null,
  finished_at timestamptz
);
create index deliveries_outbox on deliveries (workspace_id, outbox_id, attempt);

create table remote_activities (
  workspace_id uuid not null,
  meeting_id uuid not null,
  account_id uuid not null,
  external_id text not null,
  activity_id text,
  gainsight_id text,
  content_version text not null,
  notes_hash text,
  delivered_at timestamptz not null,
  primary key (workspace_id, meeting_id, account_id),
  foreign key (workspace_id, meeting_id) references meetings (workspace_id, id) on delete cascade
);

create table remote_values (
  workspace_id uuid not null,
  account_id uuid not null,
  object text not null,
  field text not null,
  sent jsonb,
  sent_at timestamptz,
  observed jsonb,
  observed_at timestamptz,
  refusal text,
  refused_value jsonb,
  primary key (workspace_id, account_id, object, field),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);

-- The walls. A transaction names its workspace (or says that it is the short platform handle) with
-- set_config(…, true); without a name nothing is visible. FORCE makes the owner obey as well.
do $$
declare
  t text;
begin
  for t in
    select c.table_name
    from information_schema.columns c
    join information_schema.tables b using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'workspace_id' and b.table_type = 'BASE TABLE'
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy workspace on %I using (workspace_id = (select nullif(current_setting(''handrail.workspace_id'', true), '''')::uuid))',
      t
    );
  end loop;
end
$$;

alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy workspace on workspaces
  using (id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));

-- What the platform handle may see across workspaces: workspaces, due schedules, session, link and
-- token by hash, and the users behind them.
do $$
declare
  t text;
begin
  foreach t in array array['workspaces', 'users', 'streams', 'runs', 'sessions', 'sign_in_links', 'api_tokens']
  loop
    execute format(
      'create policy platform on %I using ((select current_setting(''handrail.platform'', true)) = ''on'')',
      t
    );
  end loop;
end
$$;

grant usage on schema public to handrail_app;
grant select, insert, update, delete on all tables in schema public to handrail_app;
grant usage on all sequences in schema public to handrail_app;
alter default privileges in schema public grant select, insert, update, delete on tables to handrail_app;
alter default privileges in schema public grant usage on sequences to handrail_app;
