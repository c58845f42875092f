-- Printed from the catalogs of a migrated database: node packages/database/src/print-schema.ts
-- To change it, write a migration.

create table access_entries (
  workspace_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor_id uuid not null,
  via text not null,
  action text not null,
  subject jsonb not null,
  constraint access_entries_via_check CHECK ((via = ANY (ARRAY['session'::text, 'token'::text]))),
  constraint access_entries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint access_entries_pkey PRIMARY KEY (workspace_id, id)
);
CREATE INDEX access_entries_action ON public.access_entries USING btree (workspace_id, action, id);
CREATE INDEX access_entries_actor ON public.access_entries USING btree (workspace_id, actor_id, id);
CREATE INDEX access_entries_actor_action ON public.access_entries USING btree (workspace_id, actor_id, action, id);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant insert, select to handrail_app;

create table access_subjects (
  workspace_id uuid not null,
  subject_id uuid not null,
  entry_id uuid not null,
  constraint access_subjects_workspace_id_entry_id_fkey FOREIGN KEY (workspace_id, entry_id) REFERENCES access_entries(workspace_id, id) ON DELETE CASCADE,
  constraint access_subjects_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint access_subjects_pkey PRIMARY KEY (workspace_id, subject_id, entry_id)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant insert, select to handrail_app;

create table account_list (
  workspace_id uuid not null,
  account_id uuid not null,
  presence text not null,
  name_key text collate "C" not null,
  status text not null,
  tier text,
  arr_key double precision,
  renewal_on date,
  health_score numeric(4,1),
  health_label text,
  health_key double precision generated always as ((health_score)::double precision) stored,
  constraint account_list_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint account_list_pkey PRIMARY KEY (workspace_id, account_id)
);
CREATE INDEX account_list_by_arr ON public.account_list USING btree (workspace_id, presence, arr_key, account_id);
CREATE INDEX account_list_by_health ON public.account_list USING btree (workspace_id, presence, health_key, account_id);
CREATE INDEX account_list_by_kind ON public.account_list USING btree (workspace_id, presence, status, health_label, tier, account_id);
CREATE INDEX account_list_by_name ON public.account_list USING btree (workspace_id, presence, name_key, account_id);
CREATE INDEX account_list_by_renewal ON public.account_list USING btree (workspace_id, presence, renewal_on, account_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table account_members (
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  company_gainsight_id text collate "C" not null,
  user_gainsight_id text collate "C" not null,
  role text,
  constraint account_members_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE,
  constraint account_members_pkey PRIMARY KEY (workspace_id, connection_id, gainsight_id)
);
CREATE INDEX account_members_by_company ON public.account_members USING btree (workspace_id, connection_id, company_gainsight_id);
CREATE INDEX account_members_by_user ON public.account_members USING btree (workspace_id, user_gainsight_id);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table account_merges (
  workspace_id uuid not null,
  account_id uuid not null,
  into_account_id uuid not null,
  evidence text not null,
  people integer,
  people_there integer,
  state text not null,
  moved jsonb not null default '{}'::jsonb,
  found_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  constraint account_merges_evidence_check CHECK ((evidence = ANY (ARRAY['crm-id'::text, 'people'::text]))),
  constraint account_merges_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'merged'::text, 'rejected'::text, 'undone'::text]))),
  constraint account_merges_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint account_merges_workspace_id_into_account_id_fkey FOREIGN KEY (workspace_id, into_account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint account_merges_pkey PRIMARY KEY (workspace_id, account_id)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table account_overrides (
  workspace_id uuid not null,
  account_id uuid not null,
  field text not null,
  set_by uuid,
  set_at timestamp with time zone not null,
  constraint account_overrides_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint account_overrides_pkey PRIMARY KEY (workspace_id, account_id, field)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table account_places (
  workspace_id uuid not null,
  account_id uuid not null,
  parent_gainsight_id text collate "C",
  linked_at timestamp with time zone not null,
  parent_account_id uuid,
  root_account_id uuid not null,
  depth integer not null,
  path uuid[] not null,
  cycle text[],
  constraint account_places_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint account_places_pkey PRIMARY KEY (workspace_id, account_id)
);
CREATE INDEX account_places_by_root ON public.account_places USING btree (workspace_id, root_account_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table account_restrictions (
  workspace_id uuid not null,
  account_id uuid not null,
  allowed uuid[] not null default '{}'::uuid[],
  restricted_by uuid,
  restricted_at timestamp with time zone not null,
  constraint account_restrictions_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint account_restrictions_pkey PRIMARY KEY (workspace_id, account_id)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table accounts (
  id uuid not null,
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  name text not null,
  status text not null,
  presence text not null default 'present'::text,
  left_at timestamp with time zone,
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
  domains text[] not null default '{}'::text[],
  employees integer,
  crm_id text,
  churned_on date,
  fields jsonb not null default '{}'::jsonb,
  last_meeting_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  kept_at timestamp with time zone,
  kept_by uuid,
  merged_into uuid,
  turned_churned_on date,
  constraint accounts_presence_check CHECK ((presence = ANY (ARRAY['present'::text, 'missing'::text, 'filtered'::text]))),
  constraint accounts_status_check CHECK ((status = ANY (ARRAY['active'::text, 'churned'::text, 'prospect'::text]))),
  constraint accounts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_workspace_id_connection_id_gainsight_id_key UNIQUE (workspace_id, connection_id, gainsight_id),
  constraint accounts_workspace_id_id_key UNIQUE (workspace_id, id)
);
CREATE INDEX accounts_by_csm ON public.accounts USING btree (workspace_id, csm_gainsight_id) WHERE (csm_gainsight_id IS NOT NULL);
CREATE INDEX accounts_by_owner ON public.accounts USING btree (workspace_id, owner_gainsight_id) WHERE (owner_gainsight_id IS NOT NULL);
CREATE INDEX accounts_crm ON public.accounts USING btree (workspace_id, crm_id) WHERE (crm_id IS NOT NULL);
CREATE INDEX accounts_left ON public.accounts USING btree (workspace_id, left_at) WHERE (left_at IS NOT NULL);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table accounts_to_score (
  workspace_id uuid not null,
  account_id uuid not null
);
CREATE INDEX accounts_to_score_workspace ON public.accounts_to_score USING btree (workspace_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table action_items (
  id uuid not null,
  workspace_id uuid not null,
  summary_id uuid not null,
  meeting_id uuid not null,
  position integer not null,
  text text not null,
  owner text,
  due_on date,
  side text not null,
  turn integer,
  quote text not null,
  start_ms integer,
  state text not null default 'open'::text,
  added_by uuid,
  constraint action_items_added_check CHECK (((turn IS NULL) = (added_by IS NOT NULL))),
  constraint action_items_side_check CHECK ((side = ANY (ARRAY['ours'::text, 'theirs'::text, 'unknown'::text]))),
  constraint action_items_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text]))),
  constraint action_items_workspace_id_summary_id_fkey FOREIGN KEY (workspace_id, summary_id) REFERENCES summaries(workspace_id, id) ON DELETE CASCADE,
  constraint action_items_pkey PRIMARY KEY (id)
);
CREATE INDEX action_items_summary ON public.action_items USING btree (workspace_id, summary_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (meeting_id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table alarm_notices (
  id uuid not null,
  workspace_id uuid not null,
  alarm_id uuid,
  event text not null,
  state text not null,
  attempts integer not null default 0,
  created_at timestamp with time zone not null,
  next_try_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  status integer,
  code text,
  constraint alarm_notices_event_check CHECK ((event = ANY (ARRAY['opened'::text, 'ended'::text, 'test'::text]))),
  constraint alarm_notices_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text, 'dropped'::text]))),
  constraint alarm_notices_workspace_id_alarm_id_fkey FOREIGN KEY (workspace_id, alarm_id) REFERENCES alarms(workspace_id, id) ON DELETE CASCADE,
  constraint alarm_notices_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint alarm_notices_pkey PRIMARY KEY (id)
);
CREATE INDEX alarm_notices_recent ON public.alarm_notices USING btree (workspace_id, id DESC);
CREATE INDEX alarm_notices_waiting ON public.alarm_notices USING btree (workspace_id, next_try_at) WHERE (state = 'waiting'::text);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table alarm_webhooks (
  workspace_id uuid not null,
  secret_id uuid not null,
  origin text not null,
  kinds text[] not null,
  set_at timestamp with time zone not null,
  set_by uuid,
  constraint alarm_webhooks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint alarm_webhooks_pkey PRIMARY KEY (workspace_id)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table alarms (
  id uuid not null,
  workspace_id uuid not null,
  kind text not null,
  subject text not null,
  code text not null,
  title text not null,
  cause text not null,
  remedy text not null,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  constraint alarms_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint alarms_pkey PRIMARY KEY (id),
  constraint alarms_workspace_id_id_key UNIQUE (workspace_id, id)
);
CREATE UNIQUE INDEX alarms_one_open ON public.alarms USING btree (workspace_id, kind, subject) WHERE (ended_at IS NULL);
CREATE INDEX alarms_recent ON public.alarms USING btree (workspace_id, id DESC);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table api_tokens (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  scopes text[],
  constraint api_tokens_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE,
  constraint api_tokens_pkey PRIMARY KEY (id),
  constraint api_tokens_token_hash_key UNIQUE (token_hash)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table attributions (
  workspace_id uuid not null,
  meeting_id uuid not null,
  account_id uuid not null,
  step smallint not null,
  confidence numeric(4,3) not null,
  reason text not null,
  decided_by text not null,
  created_at timestamp with time zone not null,
  constraint attributions_decided_by_check CHECK ((decided_by = ANY (ARRAY['rule'::text, 'person'::text]))),
  constraint attributions_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint attributions_workspace_id_meeting_id_fkey FOREIGN KEY (workspace_id, meeting_id) REFERENCES meetings(workspace_id, id) ON DELETE CASCADE,
  constraint attributions_pkey PRIMARY KEY (workspace_id, meeting_id, account_id)
);
CREATE INDEX attributions_account ON public.attributions USING btree (workspace_id, account_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table audit_entries (
  workspace_id uuid not null,
  number bigint not null,
  at timestamp with time zone not null,
  actor_id uuid,
  via text not null,
  action text not null,
  subject jsonb not null,
  outcome text not null,
  code text,
  asked_number bigint,
  request_id text not null,
  previous_hash bytea not null,
  hash bytea not null,
  changes jsonb,
  constraint audit_entries_number_check CHECK ((number > 0)),
  constraint audit_entries_outcome_check CHECK ((outcome = ANY (ARRAY['asked'::text, 'done'::text, 'refused'::text]))),
  constraint audit_entries_via_check CHECK ((via = ANY (ARRAY['session'::text, 'token'::text, 'link'::text, 'identity-provider'::text]))),
  constraint audit_entries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint audit_entries_pkey PRIMARY KEY (workspace_id, number)
);
CREATE INDEX audit_entries_actor ON public.audit_entries USING btree (workspace_id, actor_id, number);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant insert, select to handrail_app;

create table budget_callers (
  host text not null,
  family text not null,
  rank smallint not null,
  caller text not null,
  served_ms bigint not null default 0,
  refused_ms bigint not null default 0,
  claims_until_ms bigint not null default 0,
  constraint budget_callers_host_family_fkey FOREIGN KEY (host, family) REFERENCES budgets(host, family) ON DELETE CASCADE,
  constraint budget_callers_pkey PRIMARY KEY (host, family, rank, caller)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
grant delete, insert, select, update to handrail_app;

create table budget_calls (
  host text not null,
  family text not null,
  grain text not null,
  bucket bigint not null,
  calls integer not null,
  constraint budget_calls_grain_check CHECK ((grain = ANY (ARRAY['second'::text, 'minute'::text]))),
  constraint budget_calls_host_family_fkey FOREIGN KEY (host, family) REFERENCES budgets(host, family) ON DELETE CASCADE,
  constraint budget_calls_pkey PRIMARY KEY (host, family, grain, bucket)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
grant delete, insert, select, update to handrail_app;

create table budgets (
  host text not null,
  family text not null,
  latest_ms bigint not null default 0,
  skew_ms bigint not null default 0,
  held_until_ms bigint not null default 0,
  stated_minute integer,
  stated_hour integer,
  stated_day integer,
  constraint budgets_pkey PRIMARY KEY (host, family)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
grant delete, insert, select, update to handrail_app;

create table call_tallies (
  host text not null,
  family text not null,
  calls bigint not null default 0,
  retries bigint not null default 0,
  limited bigint not null default 0,
  failed bigint not null default 0,
  first_called_at timestamp with time zone not null default now(),
  last_called_at timestamp with time zone not null default now(),
  constraint call_tallies_pkey PRIMARY KEY (host, family)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
grant delete, insert, select, update to handrail_app;

create table changes (
  id bigint not null generated always as identity,
  workspace_id uuid not null,
  run_id uuid,
  record_kind text not null,
  record_id uuid not null,
  event text not null,
  fields jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null,
  previewed_at timestamp with time zone,
  constraint changes_event_check CHECK ((event = ANY (ARRAY['added'::text, 'changed'::text, 'missing'::text, 'returned'::text, 'filtered'::text, 'removed'::text]))),
  constraint changes_pkey PRIMARY KEY (id)
);
CREATE INDEX changes_at ON public.changes USING brin (at) WITH (autosummarize='on');
CREATE INDEX changes_record ON public.changes USING btree (workspace_id, record_id, id DESC);
CREATE INDEX changes_run ON public.changes USING btree (workspace_id, run_id, id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (((record_kind = 'account'::text) AND (record_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))) OR ((record_kind = 'relationship'::text) AND (record_id IN ( SELECT handrail_person_relationships.id
   FROM handrail_person_relationships(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) handrail_person_relationships(id, gainsight_id)))) OR ((record_kind = 'stakeholder'::text) AND (record_id IN ( SELECT handrail_person_stakeholders.id
   FROM handrail_person_stakeholders(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) handrail_person_stakeholders(id, gainsight_id, person_gainsight_id)))))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table checkpoints (
  workspace_id uuid not null,
  stream_id uuid not null,
  object text not null,
  mode text not null,
  run_id uuid not null,
  position jsonb not null,
  updated_at timestamp with time zone not null,
  constraint checkpoints_mode_check CHECK ((mode = ANY (ARRAY['incremental'::text, 'full'::text, 'projection'::text]))),
  constraint checkpoints_workspace_id_stream_id_fkey FOREIGN KEY (workspace_id, stream_id) REFERENCES streams(workspace_id, id) ON DELETE CASCADE,
  constraint checkpoints_pkey PRIMARY KEY (workspace_id, stream_id, object, mode)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table claims (
  id uuid not null,
  workspace_id uuid not null,
  summary_id uuid not null,
  kind text not null,
  position integer not null,
  text text not null,
  turn integer,
  quote text not null,
  start_ms integer,
  sentiment numeric(4,3),
  added_by uuid,
  constraint claims_added_check CHECK (((turn IS NULL) = (added_by IS NOT NULL))),
  constraint claims_kind_check CHECK ((kind = ANY (ARRAY['headline'::text, 'point'::text, 'decision'::text, 'risk'::text, 'ask'::text, 'topic'::text]))),
  constraint claims_workspace_id_summary_id_fkey FOREIGN KEY (workspace_id, summary_id) REFERENCES summaries(workspace_id, id) ON DELETE CASCADE,
  constraint claims_pkey PRIMARY KEY (id)
);
CREATE INDEX claims_summary ON public.claims USING btree (workspace_id, summary_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (summary_id IN ( SELECT handrail_person_summaries(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_summaries))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table config_versions (
  workspace_id uuid not null,
  version integer not null,
  document jsonb not null,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  resolution jsonb not null default '{}'::jsonb,
  inventory_read_at timestamp with time zone,
  constraint config_versions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint config_versions_pkey PRIMARY KEY (workspace_id, version)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table confirmed_values (
  workspace_id uuid not null,
  object text not null,
  field text not null,
  metric text not null,
  when_undefined text not null,
  owner text not null,
  confirmed_at timestamp with time zone not null,
  confirmed_by uuid,
  conversion jsonb,
  constraint confirmed_values_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint confirmed_values_pkey PRIMARY KEY (workspace_id, object, field)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table connections (
  id uuid not null,
  workspace_id uuid not null,
  vendor text not null,
  origin text not null,
  subdomain text,
  credential_kind text not null,
  secret_id uuid,
  state text not null,
  failure jsonb,
  reached jsonb not null default '[]'::jsonb,
  capabilities jsonb not null default '{}'::jsonb,
  connected_at timestamp with time zone,
  checked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint connections_state_check CHECK ((state = ANY (ARRAY['connected'::text, 'needs-attention'::text, 'disconnected'::text]))),
  constraint connections_vendor_check CHECK ((vendor = ANY (ARRAY['gainsight'::text, 'gong'::text]))),
  constraint connections_secret_id_fkey FOREIGN KEY (secret_id) REFERENCES secrets(id),
  constraint connections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint connections_pkey PRIMARY KEY (id),
  constraint connections_workspace_id_id_key UNIQUE (workspace_id, id),
  constraint connections_workspace_id_vendor_key UNIQUE (workspace_id, vendor)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table deliveries (
  id uuid not null,
  workspace_id uuid not null,
  outbox_id uuid not null,
  attempt integer not null,
  step text not null,
  outcome text not null,
  request_id text,
  failure jsonb,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint deliveries_step_check CHECK ((step = ANY (ARRAY['look-up'::text, 'insert'::text, 'update'::text, 'write'::text]))),
  constraint deliveries_outbox_id_fkey FOREIGN KEY (outbox_id) REFERENCES outbox(id) ON DELETE CASCADE,
  constraint deliveries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint deliveries_pkey PRIMARY KEY (id)
);
CREATE INDEX deliveries_outbox ON public.deliveries USING btree (workspace_id, outbox_id, attempt);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (outbox_id IN ( SELECT handrail_person_outbox(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_outbox))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table held_answers (
  id uuid not null,
  workspace_id uuid not null,
  meeting_id uuid not null,
  model text not null,
  code text not null,
  message text not null,
  answer text not null,
  held_at timestamp with time zone not null,
  constraint held_answers_workspace_id_meeting_id_fkey FOREIGN KEY (workspace_id, meeting_id) REFERENCES meetings(workspace_id, id) ON DELETE CASCADE,
  constraint held_answers_pkey PRIMARY KEY (id)
);
CREATE INDEX held_answers_meeting ON public.held_answers USING btree (workspace_id, meeting_id);
CREATE INDEX held_answers_recent ON public.held_answers USING btree (workspace_id, held_at DESC, id DESC);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (meeting_id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table held_exits (
  workspace_id uuid not null,
  run_id uuid not null,
  object text not null,
  gainsight_id text collate "C" not null,
  kind text not null,
  name text,
  record text not null,
  constraint held_exits_kind_check CHECK ((kind = ANY (ARRAY['filtered'::text, 'churned'::text]))),
  constraint held_exits_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES runs(workspace_id, id) ON DELETE CASCADE,
  constraint held_exits_pkey PRIMARY KEY (workspace_id, run_id, object, gainsight_id)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR false));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table idempotency_keys (
  workspace_id uuid not null,
  key text not null,
  request_hash text not null,
  status smallint,
  reply jsonb,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint idempotency_keys_pkey PRIMARY KEY (workspace_id, key)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table identity_providers (
  workspace_id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  secret_id uuid,
  owned_domains text[] not null default '{}'::text[],
  checked_at timestamp with time zone not null,
  constraint identity_providers_secret_id_fkey FOREIGN KEY (secret_id) REFERENCES secrets(id),
  constraint identity_providers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint identity_providers_pkey PRIMARY KEY (workspace_id)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table insights (
  workspace_id uuid not null,
  account_id uuid not null,
  insight text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  evidence jsonb not null,
  constraint insights_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint insights_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint insights_pkey PRIMARY KEY (workspace_id, account_id, insight, started_at)
);
CREATE UNIQUE INDEX insights_one_open ON public.insights USING btree (workspace_id, account_id, insight) WHERE (ended_at IS NULL);
CREATE INDEX insights_open ON public.insights USING btree (workspace_id, insight) WHERE (ended_at IS NULL);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table inventories (
  workspace_id uuid not null,
  run_id uuid not null,
  connection_id uuid not null,
  fields text[] not null,
  records integer not null default 0,
  pages integer not null default 0,
  after_gainsight_id text collate "C",
  started_at timestamp with time zone not null,
  completed_at timestamp with time zone,
  sampled json not null default '{}'::json,
  constraint inventories_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES runs(workspace_id, id) ON DELETE CASCADE,
  constraint inventories_pkey PRIMARY KEY (workspace_id, run_id)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table inventory_columns (
  workspace_id uuid not null,
  run_id uuid not null,
  page integer not null,
  field text not null,
  filled integer not null,
  contents text not null,
  constraint inventory_columns_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES inventories(workspace_id, run_id) ON DELETE CASCADE,
  constraint inventory_columns_pkey PRIMARY KEY (workspace_id, run_id, page, field)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR false));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table kept_exits (
  workspace_id uuid not null,
  gainsight_id text collate "C" not null,
  kind text not null,
  run_id uuid not null,
  decided_by uuid,
  decided_at timestamp with time zone not null,
  constraint kept_exits_workspace_id_decided_by_fkey FOREIGN KEY (workspace_id, decided_by) REFERENCES users(workspace_id, id) ON DELETE SET NULL (decided_by),
  constraint kept_exits_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES runs(workspace_id, id) ON DELETE CASCADE,
  constraint kept_exits_pkey PRIMARY KEY (workspace_id, gainsight_id, kind)
);
CREATE INDEX kept_exits_person ON public.kept_exits USING btree (workspace_id, decided_by);
CREATE INDEX kept_exits_run ON public.kept_exits USING btree (workspace_id, run_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR false));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table keys (
  id text not null,
  check_value bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint keys_pkey PRIMARY KEY (id)
);
-- owner handrail_owner; row-level security off
grant delete, insert, select, update to handrail_app;

create table language_model_uses (
  workspace_id uuid not null,
  used_on date not null,
  calls integer not null default 0,
  tokens integer not null default 0,
  fallbacks integer not null default 0,
  constraint language_model_uses_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint language_model_uses_pkey PRIMARY KEY (workspace_id, used_on)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table language_models (
  workspace_id uuid not null,
  base_url text not null,
  model text not null,
  secret_id uuid,
  calls_per_day integer not null,
  tokens_per_day integer not null,
  set_at timestamp with time zone not null,
  set_by uuid,
  tried_at timestamp with time zone not null,
  failure_code text,
  failure_message text,
  away_until timestamp with time zone,
  constraint language_models_calls_per_day_check CHECK ((calls_per_day > 0)),
  constraint language_models_tokens_per_day_check CHECK ((tokens_per_day > 0)),
  constraint language_models_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint language_models_pkey PRIMARY KEY (workspace_id)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table legal_holds (
  workspace_id uuid not null,
  account_id uuid not null,
  reason text not null,
  set_by uuid,
  set_at timestamp with time zone not null,
  constraint legal_holds_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint legal_holds_pkey PRIMARY KEY (workspace_id, account_id)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table list_views (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  list text not null,
  name text not null,
  search jsonb not null,
  columns text[] not null,
  is_default boolean not null default false,
  created_at timestamp with time zone not null,
  constraint list_views_list_check CHECK ((list = ANY (ARRAY['accounts'::text, 'stakeholders'::text]))),
  constraint list_views_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE,
  constraint list_views_pkey PRIMARY KEY (id),
  constraint list_views_workspace_id_user_id_list_name_key UNIQUE (workspace_id, user_id, list, name)
);
CREATE UNIQUE INDEX list_views_default ON public.list_views USING btree (workspace_id, user_id, list) WHERE is_default;
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (user_id = ( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif"))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table meeting_imports (
  id uuid not null,
  workspace_id uuid not null,
  file_name text,
  format text not null,
  imported_by uuid,
  added uuid[] not null,
  unchanged integer not null,
  excluded integer not null,
  faults jsonb not null,
  fault_count integer not null,
  created_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  changed integer not null default 0,
  constraint meeting_imports_format_check CHECK ((format = ANY (ARRAY['json-lines'::text, 'webvtt'::text, 'srt'::text, 'text'::text]))),
  constraint meeting_imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint meeting_imports_pkey PRIMARY KEY (id)
);
CREATE INDEX meeting_imports_recent ON public.meeting_imports USING btree (workspace_id, created_at DESC, id);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table meetings (
  id uuid not null,
  workspace_id uuid not null,
  connection_id uuid,
  source text not null,
  source_meeting_id text not null,
  source_reference text,
  title text not null,
  url text,
  started_at timestamp with time zone,
  duration_seconds integer,
  language text,
  crm_account_id text,
  host_email text,
  state text not null,
  exclusion_rule text,
  attribution text not null default 'pending'::text,
  transcript_hash text,
  sentiment numeric(4,3),
  their_words integer,
  our_words integer,
  transcript_attempts integer not null default 0,
  next_transcript_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  attribution_decided_by text not null default 'rule'::text,
  gone_at timestamp with time zone,
  timeline_wish text,
  resummarize_at timestamp with time zone,
  people_changed boolean not null default false,
  constraint meetings_attribution_check CHECK ((attribution = ANY (ARRAY['pending'::text, 'attributed'::text, 'review'::text, 'none'::text]))),
  constraint meetings_attribution_decided_by_check CHECK ((attribution_decided_by = ANY (ARRAY['rule'::text, 'person'::text]))),
  constraint meetings_source_check CHECK ((source = ANY (ARRAY['gong'::text, 'file'::text]))),
  constraint meetings_state_check CHECK ((state = ANY (ARRAY['awaiting-transcript'::text, 'transcribed'::text, 'excluded'::text, 'no-transcript'::text]))),
  constraint meetings_timeline_wish_check CHECK ((timeline_wish = ANY (ARRAY['hold'::text, 'send'::text, 'withdraw'::text]))),
  constraint meetings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint meetings_pkey PRIMARY KEY (id),
  constraint meetings_workspace_id_id_key UNIQUE (workspace_id, id),
  constraint meetings_workspace_id_source_source_meeting_id_key UNIQUE (workspace_id, source, source_meeting_id)
);
CREATE INDEX meetings_recent ON public.meetings USING btree (workspace_id, started_at DESC, id);
CREATE INDEX meetings_resummarize ON public.meetings USING btree (workspace_id, resummarize_at) WHERE (resummarize_at IS NOT NULL);
CREATE INDEX meetings_waiting ON public.meetings USING btree (workspace_id, next_transcript_at) WHERE (state = 'awaiting-transcript'::text);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table metrics (
  workspace_id uuid not null,
  account_id uuid not null,
  metric text not null,
  measured_on date not null,
  value jsonb,
  created_at timestamp with time zone not null,
  constraint metrics_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint metrics_pkey PRIMARY KEY (workspace_id, account_id, metric, measured_on)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table outages (
  host text not null,
  since timestamp with time zone not null,
  next_probe_at timestamp with time zone not null,
  constraint outages_pkey PRIMARY KEY (host)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
grant delete, insert, select, update to handrail_app;

create table outbox (
  id uuid not null,
  workspace_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  account_id uuid not null,
  object text not null default 'Company'::text,
  state text not null,
  cause text not null,
  reason text,
  external_id text,
  content_version text,
  attempts integer not null default 0,
  fence bigint not null default 0,
  not_before timestamp with time zone not null,
  claimed_until timestamp with time zone,
  last_attempt_at timestamp with time zone,
  delivery jsonb,
  failure jsonb,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint outbox_kind_check CHECK ((kind = ANY (ARRAY['timeline-activity'::text, 'field-values'::text]))),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'unknown'::text, 'delivered'::text, 'refused'::text, 'paused'::text, 'withdrawn'::text]))),
  constraint outbox_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_workspace_id_kind_subject_id_account_id_key UNIQUE (workspace_id, kind, subject_id, account_id)
);
CREATE INDEX outbox_due ON public.outbox USING btree (workspace_id, kind, not_before) WHERE (settled_at IS NULL);
CREATE INDEX outbox_recent ON public.outbox USING btree (workspace_id, created_at DESC, id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table participants (
  id uuid not null,
  workspace_id uuid not null,
  meeting_id uuid not null,
  name text,
  email text,
  title text,
  side text not null,
  speaker_key text,
  constraint participants_side_check CHECK ((side = ANY (ARRAY['ours'::text, 'theirs'::text, 'unknown'::text]))),
  constraint participants_workspace_id_meeting_id_fkey FOREIGN KEY (workspace_id, meeting_id) REFERENCES meetings(workspace_id, id) ON DELETE CASCADE,
  constraint participants_pkey PRIMARY KEY (id)
);
CREATE INDEX participants_email ON public.participants USING btree (workspace_id, lower(email)) WHERE (email IS NOT NULL);
CREATE INDEX participants_meeting ON public.participants USING btree (workspace_id, meeting_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (meeting_id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table proposed_stakeholders (
  workspace_id uuid not null,
  account_id uuid not null,
  email_key text collate "C" not null,
  name text,
  meetings integer not null,
  last_met_at timestamp with time zone,
  dismissed_at timestamp with time zone,
  constraint proposed_stakeholders_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint proposed_stakeholders_pkey PRIMARY KEY (workspace_id, account_id, email_key)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table recorder_users (
  workspace_id uuid not null,
  connection_id uuid not null,
  recorder_id text collate "C" not null,
  addresses text[] not null,
  constraint recorder_users_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE,
  constraint recorder_users_pkey PRIMARY KEY (workspace_id, connection_id, recorder_id)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table relationship_people (
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  person_gainsight_id text collate "C" not null,
  company_gainsight_id text collate "C",
  relationship_gainsight_id text collate "C" not null,
  role text,
  is_active boolean not null,
  updated_at timestamp with time zone not null,
  constraint relationship_people_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE,
  constraint relationship_people_pkey PRIMARY KEY (workspace_id, connection_id, gainsight_id)
);
CREATE INDEX relationship_people_by_person ON public.relationship_people USING btree (workspace_id, connection_id, person_gainsight_id);
CREATE INDEX relationship_people_by_relationship ON public.relationship_people USING btree (workspace_id, connection_id, relationship_gainsight_id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (relationship_gainsight_id IN ( SELECT handrail_person_relationships.gainsight_id
   FROM handrail_person_relationships(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) handrail_person_relationships(id, gainsight_id)))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table relationship_types (
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  name text not null,
  updated_at timestamp with time zone not null,
  constraint relationship_types_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE,
  constraint relationship_types_pkey PRIMARY KEY (workspace_id, connection_id, gainsight_id)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table relationships (
  id uuid not null,
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  name text not null,
  company_gainsight_id text collate "C",
  type_gainsight_id text collate "C",
  owner_gainsight_id text,
  status text,
  stage text,
  arr numeric,
  mrr numeric,
  renewal_on date,
  contract_start_on date,
  presence text not null default 'present'::text,
  left_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  name_key text collate "C" not null generated always as (lower(name)) stored,
  fields jsonb not null default '{}'::jsonb,
  constraint relationships_presence_check CHECK ((presence = ANY (ARRAY['present'::text, 'missing'::text, 'filtered'::text]))),
  constraint relationships_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE,
  constraint relationships_pkey PRIMARY KEY (id),
  constraint relationships_workspace_id_connection_id_gainsight_id_key UNIQUE (workspace_id, connection_id, gainsight_id),
  constraint relationships_workspace_id_id_key UNIQUE (workspace_id, id)
);
CREATE INDEX relationships_by_company ON public.relationships USING btree (workspace_id, connection_id, company_gainsight_id);
CREATE INDEX relationships_by_name ON public.relationships USING btree (workspace_id, presence, name_key, id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (company_gainsight_id IN ( SELECT handrail_person_companies(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_companies))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table remote_activities (
  workspace_id uuid not null,
  meeting_id uuid not null,
  account_id uuid not null,
  external_id text not null,
  activity_id text,
  gainsight_id text,
  content_version text not null,
  notes_hash text,
  delivered_at timestamp with time zone not null,
  constraint remote_activities_workspace_id_meeting_id_fkey FOREIGN KEY (workspace_id, meeting_id) REFERENCES meetings(workspace_id, id) ON DELETE CASCADE,
  constraint remote_activities_pkey PRIMARY KEY (workspace_id, meeting_id, account_id)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (meeting_id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table remote_values (
  workspace_id uuid not null,
  account_id uuid not null,
  object text not null,
  field text not null,
  sent jsonb,
  sent_at timestamp with time zone,
  observed jsonb,
  observed_at timestamp with time zone,
  refusal text,
  refused_value jsonb,
  record_id uuid not null,
  verify_at timestamp with time zone,
  constraint remote_values_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint remote_values_pkey PRIMARY KEY (workspace_id, account_id, object, record_id, field)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table required_activity_fields (
  workspace_id uuid not null,
  type_name text not null,
  field text not null,
  learnt_at timestamp with time zone not null,
  constraint required_activity_fields_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint required_activity_fields_pkey PRIMARY KEY (workspace_id, type_name, field)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table reviews (
  id uuid not null,
  workspace_id uuid not null,
  meeting_id uuid not null,
  reason text not null,
  candidates jsonb not null default '[]'::jsonb,
  state text not null default 'open'::text,
  created_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  constraint reviews_state_check CHECK ((state = ANY (ARRAY['open'::text, 'decided'::text]))),
  constraint reviews_workspace_id_meeting_id_fkey FOREIGN KEY (workspace_id, meeting_id) REFERENCES meetings(workspace_id, id) ON DELETE CASCADE,
  constraint reviews_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX reviews_open ON public.reviews USING btree (workspace_id, meeting_id) WHERE (state = 'open'::text);
CREATE INDEX reviews_waiting ON public.reviews USING btree (workspace_id, created_at, id) WHERE (state = 'open'::text);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (meeting_id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table run_pages (
  workspace_id uuid not null,
  run_id uuid not null,
  object text not null,
  page integer not null,
  gainsight_ids text[] not null,
  constraint run_pages_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES runs(workspace_id, id) ON DELETE CASCADE,
  constraint run_pages_pkey PRIMARY KEY (workspace_id, run_id, object, page)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR false));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table runs (
  id uuid not null,
  number bigint not null generated always as identity,
  workspace_id uuid not null,
  stream_id uuid not null,
  mode text not null,
  cause text not null,
  state text not null,
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
  resume_at timestamp with time zone,
  failure jsonb,
  withheld jsonb,
  cancel_requested_at timestamp with time zone,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  scope jsonb,
  withheld_end jsonb,
  constraint runs_cause_check CHECK ((cause = ANY (ARRAY['schedule'::text, 'manual'::text, 'first'::text, 'resumed'::text, 'day-change'::text, 'saved'::text]))),
  constraint runs_mode_check CHECK ((mode = ANY (ARRAY['incremental'::text, 'full'::text, 'projection'::text]))),
  constraint runs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'partial'::text, 'failed'::text, 'cancelled'::text, 'awaiting-approval'::text]))),
  constraint runs_workspace_id_stream_id_fkey FOREIGN KEY (workspace_id, stream_id) REFERENCES streams(workspace_id, id) ON DELETE CASCADE,
  constraint runs_pkey PRIMARY KEY (id),
  constraint runs_workspace_id_id_key UNIQUE (workspace_id, id)
);
CREATE INDEX runs_awaiting ON public.runs USING btree (workspace_id, number DESC) WHERE (state = 'awaiting-approval'::text);
CREATE UNIQUE INDEX runs_one_open ON public.runs USING btree (workspace_id, stream_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX runs_open ON public.runs USING btree (resume_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX runs_recent ON public.runs USING btree (workspace_id, stream_id, created_at DESC);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table score_peers (
  workspace_id uuid not null,
  id uuid not null,
  drawn_on date not null,
  of_all boolean not null,
  tier text,
  settings text not null,
  population integer not null,
  changed integer not null default 0,
  members jsonb not null,
  figures jsonb not null,
  is_last boolean not null,
  created_at timestamp with time zone not null,
  rules jsonb,
  constraint score_peers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint score_peers_pkey PRIMARY KEY (workspace_id, id)
);
CREATE INDEX score_peers_last ON public.score_peers USING btree (workspace_id) WHERE is_last;
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table scores (
  workspace_id uuid not null,
  account_id uuid not null,
  kind text not null,
  scored_on date not null,
  score numeric(4,1),
  label text,
  reason text,
  top_cause text,
  parts jsonb not null,
  inputs json not null,
  algorithm text not null,
  created_at timestamp with time zone not null,
  peers_id uuid,
  peers_at integer,
  constraint scores_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint scores_pkey PRIMARY KEY (workspace_id, account_id, kind, scored_on)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (account_id IN ( SELECT handrail_person_accounts(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_accounts))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table secrets (
  id uuid not null,
  workspace_id uuid not null,
  purpose text not null,
  key_id text not null,
  envelope bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint secrets_key_id_fkey FOREIGN KEY (key_id) REFERENCES keys(id),
  constraint secrets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint secrets_pkey PRIMARY KEY (id)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table sessions (
  id uuid not null,
  token_hash bytea not null,
  csrf_hash bytea not null,
  workspace_id uuid not null,
  user_id uuid not null,
  user_agent text,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  via text not null default 'link'::text,
  authenticated_at timestamp with time zone not null,
  constraint sessions_via_check CHECK ((via = ANY (ARRAY['link'::text, 'identity-provider'::text]))),
  constraint sessions_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table set_aside_records (
  id uuid not null,
  workspace_id uuid not null,
  connection_id uuid not null,
  object text not null,
  gainsight_id text not null,
  run_id uuid not null,
  field text,
  reason text not null,
  state text not null default 'open'::text,
  created_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  dismissed_at timestamp with time zone,
  dismissed_by uuid,
  dismissal text,
  value text,
  constraint set_aside_records_dismissed CHECK (((state <> 'dismissed'::text) OR ((dismissed_at IS NOT NULL) AND (dismissal IS NOT NULL)))),
  constraint set_aside_records_state_check CHECK ((state = ANY (ARRAY['open'::text, 'resolved'::text, 'dismissed'::text]))),
  constraint set_aside_records_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint set_aside_records_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX set_aside_standing ON public.set_aside_records USING btree (workspace_id, connection_id, object, gainsight_id) WHERE (state = ANY (ARRAY['open'::text, 'dismissed'::text]));
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (EXISTS ( SELECT
   FROM source_records s
  WHERE ((s.workspace_id = set_aside_records.workspace_id) AND (s.connection_id = set_aside_records.connection_id) AND (s.object = set_aside_records.object) AND (s.gainsight_id = set_aside_records.gainsight_id))))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table sign_in_attempts (
  token_hash bytea not null,
  workspace_id uuid not null,
  trial_user_id uuid,
  expires_at timestamp with time zone not null,
  constraint sign_in_attempts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint sign_in_attempts_workspace_id_trial_user_id_fkey FOREIGN KEY (workspace_id, trial_user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE,
  constraint sign_in_attempts_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX sign_in_attempts_end ON public.sign_in_attempts USING btree (expires_at);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table sign_in_links (
  token_hash bytea not null,
  workspace_id uuid not null,
  user_id uuid not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint sign_in_links_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id) ON DELETE CASCADE,
  constraint sign_in_links_pkey PRIMARY KEY (token_hash)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table sign_in_requests (
  workspace_id uuid not null,
  issuer text not null,
  subject text not null,
  email text,
  name text,
  reason text not null,
  requested_at timestamp with time zone not null,
  id uuid not null default gen_random_uuid(),
  refused_at timestamp with time zone,
  constraint sign_in_requests_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint sign_in_requests_pkey PRIMARY KEY (workspace_id, issuer, subject)
);
CREATE UNIQUE INDEX sign_in_requests_id ON public.sign_in_requests USING btree (workspace_id, id);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR false));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table source_fields (
  workspace_id uuid not null,
  connection_id uuid not null,
  object text not null,
  name text not null,
  label text not null,
  data_type text not null,
  updateable boolean not null,
  detail jsonb not null default '{}'::jsonb,
  seen_at timestamp with time zone not null,
  change text,
  change_before text,
  changed_at timestamp with time zone,
  accepted_empty_until timestamp with time zone,
  refused_at timestamp with time zone,
  constraint source_fields_change_check CHECK ((change = ANY (ARRAY['added'::text, 'renamed'::text, 'retyped'::text]))),
  constraint source_fields_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE,
  constraint source_fields_pkey PRIMARY KEY (workspace_id, connection_id, object, name)
);
-- owner handrail_owner; row-level security forced
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table source_payloads (
  workspace_id uuid not null,
  connection_id uuid not null,
  object text not null,
  gainsight_id text collate "C" not null,
  payload json not null,
  constraint source_payloads_workspace_id_connection_id_object_gainsigh_fkey FOREIGN KEY (workspace_id, connection_id, object, gainsight_id) REFERENCES source_records(workspace_id, connection_id, object, gainsight_id) ON DELETE CASCADE,
  constraint source_payloads_pkey PRIMARY KEY (workspace_id, connection_id, object, gainsight_id)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (EXISTS ( SELECT
   FROM source_records s
  WHERE ((s.workspace_id = source_payloads.workspace_id) AND (s.connection_id = source_payloads.connection_id) AND (s.object = source_payloads.object) AND (s.gainsight_id = source_payloads.gainsight_id))))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table source_records (
  workspace_id uuid not null,
  connection_id uuid not null,
  object text not null,
  gainsight_id text collate "C" not null,
  name text,
  content_hash text not null,
  source_modified_at timestamp with time zone,
  verdict text not null,
  rule text not null,
  rule_field text,
  rule_value jsonb,
  rules_version text not null,
  decided_on date not null,
  presence text not null default 'present'::text,
  missing_since timestamp with time zone,
  first_stored_at timestamp with time zone not null,
  run_id uuid,
  decided_at timestamp with time zone,
  dated_values jsonb,
  counted_changed boolean,
  constraint source_records_presence_check CHECK ((presence = ANY (ARRAY['present'::text, 'missing'::text]))),
  constraint source_records_verdict_check CHECK ((verdict = ANY (ARRAY['in'::text, 'filtered'::text]))),
  constraint source_records_pkey PRIMARY KEY (workspace_id, connection_id, object, gainsight_id)
);
CREATE INDEX source_records_filtered ON public.source_records USING btree (workspace_id, connection_id, object, gainsight_id) WHERE (verdict = 'filtered'::text);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR
CASE object
    WHEN 'Company'::text THEN (gainsight_id IN ( SELECT handrail_person_companies(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_companies))
    WHEN 'Relationship'::text THEN (gainsight_id IN ( SELECT handrail_person_relationships.gainsight_id
       FROM handrail_person_relationships(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) handrail_person_relationships(id, gainsight_id)))
    WHEN 'company_person'::text THEN (gainsight_id IN ( SELECT handrail_person_stakeholders.gainsight_id
       FROM handrail_person_stakeholders(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) handrail_person_stakeholders(id, gainsight_id, person_gainsight_id)))
    WHEN 'person'::text THEN (gainsight_id IN ( SELECT handrail_person_stakeholders.person_gainsight_id
       FROM handrail_person_stakeholders(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) handrail_person_stakeholders(id, gainsight_id, person_gainsight_id)))
    ELSE (object = 'gsuser'::text)
END));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table stakeholder_moves (
  workspace_id uuid not null,
  connection_id uuid not null,
  person_gainsight_id text collate "C" not null,
  from_company_gainsight_id text collate "C" not null,
  to_company_gainsight_id text collate "C" not null,
  moved_at timestamp with time zone not null,
  constraint stakeholder_moves_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint stakeholder_moves_pkey PRIMARY KEY (workspace_id, connection_id, from_company_gainsight_id, person_gainsight_id)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (person_gainsight_id IN ( SELECT handrail_person_stakeholders.person_gainsight_id
   FROM handrail_person_stakeholders(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) handrail_person_stakeholders(id, gainsight_id, person_gainsight_id)))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table stakeholders (
  id uuid not null,
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C",
  person_gainsight_id text collate "C",
  company_gainsight_id text collate "C" not null,
  name text,
  email text,
  title text,
  role text,
  phone text,
  decision_maker boolean,
  touch_frequency text,
  fields jsonb not null default '{}'::jsonb,
  presence text not null,
  missing_since timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  email_key text collate "C" generated always as (lower(email)) stored,
  name_key text collate "C" not null generated always as (lower(COALESCE(name, email, ''::text))) stored,
  left_at timestamp with time zone,
  source text not null default 'company-person'::text,
  manual jsonb not null default '{}'::jsonb,
  last_touch_at timestamp with time zone,
  touch_due_at timestamp with time zone,
  constraint stakeholders_presence_check CHECK ((presence = ANY (ARRAY['present'::text, 'inactive'::text, 'waiting'::text, 'missing'::text, 'filtered'::text]))),
  constraint stakeholders_source_check CHECK ((source = ANY (ARRAY['company-person'::text, 'relationship-person'::text, 'meeting'::text, 'person'::text]))),
  constraint stakeholders_source_ids CHECK (((gainsight_id IS NULL) = (source = ANY (ARRAY['meeting'::text, 'person'::text])))),
  constraint stakeholders_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE,
  constraint stakeholders_pkey PRIMARY KEY (id),
  constraint stakeholders_workspace_id_connection_id_company_gainsight_i_key UNIQUE (workspace_id, connection_id, company_gainsight_id, person_gainsight_id),
  constraint stakeholders_workspace_id_id_key UNIQUE (workspace_id, id)
);
CREATE INDEX stakeholders_by_due ON public.stakeholders USING btree (workspace_id, presence, touch_due_at, id);
CREATE INDEX stakeholders_by_email ON public.stakeholders USING btree (workspace_id, email_key) WHERE (presence = 'present'::text);
CREATE INDEX stakeholders_by_name ON public.stakeholders USING btree (workspace_id, presence, name_key, id);
CREATE INDEX stakeholders_by_person ON public.stakeholders USING btree (workspace_id, connection_id, person_gainsight_id);
CREATE INDEX stakeholders_by_tie ON public.stakeholders USING btree (workspace_id, connection_id, gainsight_id);
CREATE INDEX stakeholders_by_touch ON public.stakeholders USING btree (workspace_id, presence, last_touch_at, id);
CREATE UNIQUE INDEX stakeholders_of_ours ON public.stakeholders USING btree (workspace_id, connection_id, company_gainsight_id, email_key) WHERE (gainsight_id IS NULL);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (company_gainsight_id IN ( SELECT handrail_person_companies(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_companies))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table streams (
  id uuid not null,
  workspace_id uuid not null,
  connection_id uuid,
  name text not null,
  direction text not null,
  interval_minutes integer not null,
  offset_seconds integer not null default 0,
  enabled boolean not null default true,
  next_due_at timestamp with time zone,
  next_full_due_at timestamp with time zone,
  last_completed_at timestamp with time zone,
  last_full_completed_at timestamp with time zone,
  lease_run_id uuid,
  lease_fence bigint not null default 0,
  lease_expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  day_change_due_at timestamp with time zone,
  due_by_save boolean not null default false,
  constraint streams_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint streams_interval_minutes_check CHECK ((interval_minutes > 0)),
  constraint streams_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint streams_pkey PRIMARY KEY (id),
  constraint streams_workspace_id_id_key UNIQUE (workspace_id, id),
  constraint streams_workspace_id_name_key UNIQUE (workspace_id, name)
);
CREATE INDEX streams_due ON public.streams USING btree (LEAST(next_due_at, next_full_due_at, day_change_due_at)) WHERE enabled;
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table summaries (
  id uuid not null,
  workspace_id uuid not null,
  meeting_id uuid not null,
  version integer not null,
  algorithm text not null,
  language text,
  language_note text,
  created_at timestamp with time zone not null,
  is_corrected boolean not null default false,
  model text,
  fallback_code text,
  constraint summaries_workspace_id_meeting_id_fkey FOREIGN KEY (workspace_id, meeting_id) REFERENCES meetings(workspace_id, id) ON DELETE CASCADE,
  constraint summaries_pkey PRIMARY KEY (id),
  constraint summaries_workspace_id_id_key UNIQUE (workspace_id, id),
  constraint summaries_workspace_id_meeting_id_version_key UNIQUE (workspace_id, meeting_id, version)
);
CREATE INDEX summaries_by_fallback ON public.summaries USING btree (workspace_id, meeting_id, version) WHERE (fallback_code IS NOT NULL);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (meeting_id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table summary_corrections (
  workspace_id uuid not null,
  meeting_id uuid not null,
  part text not null,
  turn integer not null,
  quote text not null,
  change jsonb not null,
  corrected_by uuid,
  corrected_at timestamp with time zone not null,
  constraint summary_corrections_part_check CHECK ((part = ANY (ARRAY['headline'::text, 'point'::text, 'decision'::text, 'risk'::text, 'ask'::text, 'topic'::text, 'action-item'::text]))),
  constraint summary_corrections_workspace_id_meeting_id_fkey FOREIGN KEY (workspace_id, meeting_id) REFERENCES meetings(workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX summary_corrections_part ON public.summary_corrections USING btree (workspace_id, meeting_id, part, turn, md5(quote));
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (meeting_id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table turns (
  workspace_id uuid not null,
  meeting_id uuid not null,
  turn integer not null,
  speaker text not null,
  side text not null,
  text text not null,
  start_ms integer,
  end_ms integer,
  constraint turns_side_check CHECK ((side = ANY (ARRAY['ours'::text, 'theirs'::text, 'unknown'::text]))),
  constraint turns_workspace_id_meeting_id_fkey FOREIGN KEY (workspace_id, meeting_id) REFERENCES meetings(workspace_id, id) ON DELETE CASCADE,
  constraint turns_pkey PRIMARY KEY (workspace_id, meeting_id, turn)
);
-- owner handrail_owner; row-level security forced
create policy person as restrictive for all to handrail_app using (((( SELECT NULLIF(current_setting('handrail.user_id'::text, true), ''::text) AS "nullif") IS NULL) OR (meeting_id IN ( SELECT handrail_person_meetings(( SELECT (NULLIF(current_setting('handrail.user_id'::text, true), ''::text))::uuid AS "nullif")) AS handrail_person_meetings))));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table users (
  id uuid not null,
  workspace_id uuid not null,
  email text not null,
  name text not null,
  role text not null,
  gainsight_id text,
  created_at timestamp with time zone not null default now(),
  issuer text,
  subject text,
  source text not null default 'invited'::text,
  last_sign_in_at timestamp with time zone,
  no_access text,
  rights_lost_at timestamp with time zone,
  manager_gainsight_id text collate "C",
  licence text,
  title text,
  email_since timestamp with time zone,
  active boolean not null generated always as ((no_access IS NULL)) stored,
  constraint users_identity_whole CHECK (((issuer IS NULL) = (subject IS NULL))),
  constraint users_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'manager'::text, 'user'::text]))),
  constraint users_source_check CHECK ((source = ANY (ARRAY['invited'::text, 'gainsight'::text]))),
  constraint users_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_workspace_id_id_key UNIQUE (workspace_id, id)
);
CREATE INDEX users_email ON public.users USING btree (workspace_id, lower(email));
CREATE UNIQUE INDEX users_gainsight ON public.users USING btree (workspace_id, gainsight_id) WHERE (gainsight_id IS NOT NULL);
CREATE UNIQUE INDEX users_identity ON public.users USING btree (workspace_id, issuer, subject) WHERE (subject IS NOT NULL);
CREATE UNIQUE INDEX users_invited ON public.users USING btree (workspace_id, lower(email)) WHERE ((source = 'invited'::text) AND (no_access IS NULL));
CREATE INDEX users_reports ON public.users USING btree (workspace_id, manager_gainsight_id) WHERE (manager_gainsight_id IS NOT NULL);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((workspace_id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

create table workers (
  id uuid not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint workers_pkey PRIMARY KEY (id)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
grant delete, insert, select, update to handrail_app;

create table workspaces (
  id uuid not null,
  name text not null,
  time_zone text not null default 'UTC'::text,
  organisation_domains text[] not null default '{}'::text[],
  outgoing_paused_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  timeline_since timestamp with time zone,
  watched_at timestamp with time zone,
  governed_since timestamp with time zone,
  users_reread_at timestamp with time zone,
  constraint workspaces_pkey PRIMARY KEY (id)
);
-- owner handrail_owner; row-level security forced
create policy platform for all to public using ((( SELECT current_setting('handrail.platform'::text, true) AS current_setting) = 'on'::text));
create policy workspace for all to public using ((id = ( SELECT (NULLIF(current_setting('handrail.workspace_id'::text, true), ''::text))::uuid AS "nullif")));
grant delete, insert, select, update to handrail_app;

CREATE OR REPLACE FUNCTION public.handrail_close_to_persons(t text, condition text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format(
    'create policy person on %I as restrictive to handrail_app using ((select nullif(current_setting(''handrail.user_id'', true), '''')) is null or %s)',
    t, condition
  );
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_list_accounts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into account_list (workspace_id, account_id, presence, name_key, status, tier, arr_key, renewal_on)
  select workspace_id, id, presence, lower(name), status, tier, arr::double precision, renewal_on from added;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_note_account()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into accounts_to_score (workspace_id, account_id)
  select new.workspace_id, new.id
  where new.workspace_id = nullif(current_setting('handrail.workspace_id', true), '')::uuid;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_note_attributions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into accounts_to_score (workspace_id, account_id)
  select distinct c.workspace_id, c.account_id from changed c
  where c.workspace_id = nullif(current_setting('handrail.workspace_id', true), '')::uuid;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_note_meeting_facts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into accounts_to_score (workspace_id, account_id)
  select distinct a.workspace_id, a.account_id
  from former f join changed c on c.id = f.id join attributions a on a.workspace_id = c.workspace_id and a.meeting_id = c.id
  where c.workspace_id = nullif(current_setting('handrail.workspace_id', true), '')::uuid
    and (f.attribution, f.started_at, f.duration_seconds, f.sentiment, f.their_words, f.our_words)
      is distinct from (c.attribution, c.started_at, c.duration_seconds, c.sentiment, c.their_words, c.our_words);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_note_meetings()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into accounts_to_score (workspace_id, account_id)
  select distinct a.workspace_id, a.account_id from attributions a
  where a.workspace_id = nullif(current_setting('handrail.workspace_id', true), '')::uuid
    and a.meeting_id in (select meeting_id from changed);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_person_accounts(person uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT SECURITY DEFINER ROWS 200
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me users%rowtype;
  reach text[];
begin
  select * into me from users where id = person and active;
  if not found then return; end if;
  reach := array[me.gainsight_id];
  if me.role = 'manager' and me.gainsight_id is not null then
    with recursive below as (
      select me.gainsight_id as gainsight_id
      union
      select u.gainsight_id from users u join below b on u.manager_gainsight_id = b.gainsight_id
      where u.gainsight_id is not null
    )
    select array_agg(gainsight_id) into reach from below;
  end if;
  return query
    with seen as (
      select a.id, coalesce(a.csm_gainsight_id = me.gainsight_id or a.owner_gainsight_id = me.gainsight_id, false) as own
      from accounts a
      where a.csm_gainsight_id = any (reach) or a.owner_gainsight_id = any (reach)
      union all
      select a.id, m.user_gainsight_id = me.gainsight_id
      from account_members m
      join accounts a
        on a.workspace_id = m.workspace_id and a.connection_id = m.connection_id and a.gainsight_id = m.company_gainsight_id
      where m.user_gainsight_id = any (reach)
    )
    select s.id from seen s
    where s.own or not exists (select from account_restrictions r where r.account_id = s.id)
    union
    select r.account_id from account_restrictions r where person = any (r.allowed);
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_person_companies(person uuid)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT SECURITY DEFINER ROWS 200
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.gainsight_id from accounts a where a.id in (select handrail_person_accounts(person))
$function$;

CREATE OR REPLACE FUNCTION public.handrail_person_meetings(person uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  return query
    select t.meeting_id from attributions t where t.account_id in (select handrail_person_accounts(person))
    union
    select m.id
    from users u
    join participants p on p.workspace_id = u.workspace_id and lower(p.email) = lower(u.email)
    join meetings m on m.id = p.meeting_id and m.started_at >= coalesce(u.email_since, u.created_at)
    where u.id = person and u.active;
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_person_outbox(person uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT SECURITY DEFINER ROWS 200
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o.id from outbox o where o.account_id in (select handrail_person_accounts(person))
$function$;

CREATE OR REPLACE FUNCTION public.handrail_person_relationships(person uuid)
 RETURNS TABLE(id uuid, gainsight_id text)
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT SECURITY DEFINER ROWS 200
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.id, r.gainsight_id from relationships r
  where r.company_gainsight_id in (select handrail_person_companies(person))
$function$;

CREATE OR REPLACE FUNCTION public.handrail_person_stakeholders(person uuid)
 RETURNS TABLE(id uuid, gainsight_id text, person_gainsight_id text)
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT SECURITY DEFINER ROWS 200
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.id, s.gainsight_id, s.person_gainsight_id from stakeholders s
  where s.company_gainsight_id in (select handrail_person_companies(person))
$function$;

CREATE OR REPLACE FUNCTION public.handrail_person_summaries(person uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT SECURITY DEFINER ROWS 200
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.id from summaries s where s.meeting_id in (select handrail_person_meetings(person))
$function$;

CREATE OR REPLACE FUNCTION public.handrail_refresh_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  analyze source_records, source_payloads, accounts, account_list, account_members, changes, account_places,
    relationships, relationship_people, stakeholders, meetings, participants, attributions;
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_relist_accounts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update account_list l set presence = c.presence, name_key = lower(c.name), status = c.status, tier = c.tier,
    arr_key = c.arr::double precision, renewal_on = c.renewal_on
  from changed c
  where l.workspace_id = c.workspace_id and l.account_id = c.id
    and (l.presence, l.name_key, l.status, l.tier, l.arr_key, l.renewal_on)
      is distinct from (c.presence, lower(c.name), c.status, c.tier, c.arr::double precision, c.renewal_on);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.handrail_unseen_accounts(meetings uuid[])
 RETURNS TABLE(meeting_id uuid, state text, delivered_at timestamp with time zone)
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT SECURITY DEFINER ROWS 10
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select t.meeting_id, ordered.state, standing.delivered_at
  from (select nullif(current_setting('handrail.user_id', true), '')::uuid as id) person
  join attributions t on t.meeting_id = any(meetings)
    and t.meeting_id in (select handrail_person_meetings(person.id))
    and t.account_id not in (select handrail_person_accounts(person.id))
  left join remote_activities standing on standing.workspace_id = t.workspace_id
    and standing.meeting_id = t.meeting_id and standing.account_id = t.account_id
  left join lateral (
    select o.state from outbox o where o.workspace_id = t.workspace_id and o.kind = 'timeline-activity'
      and o.subject_id = t.meeting_id and o.account_id = t.account_id
    order by o.created_at desc limit 1
  ) ordered on true
$function$;
