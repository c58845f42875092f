-- Four kinds of gone: when an account left the lists, whoever put it back by hand, and what it was merged into. After
-- its days are over retention removes it, unless a legal hold stands on it.
alter table accounts rename column missing_since to left_at;
alter table relationships rename column missing_since to left_at;
-- Forced row-level security would hide every row from this statement, which names no workspace.
alter table accounts no force row level security;
update accounts set left_at = updated_at where presence = 'filtered' and left_at is null;
alter table accounts force row level security;
alter table relationships no force row level security;
update relationships set left_at = updated_at where presence = 'filtered' and left_at is null;
alter table relationships force row level security;

alter table accounts
  -- A person keeps it though it is gone at the source.
  add column kept_at timestamptz,
  add column kept_by uuid,
  add column merged_into uuid,
  -- The day on which a run first saw it as churned; null when it was churned from the start.
  add column turned_churned_on date;

create index accounts_left on accounts (workspace_id, left_at) where left_at is not null;

-- The missing action on delete is the guard: an account with a hold on it cannot be removed.
create table legal_holds (
  workspace_id uuid not null,
  account_id uuid not null,
  reason text not null,
  set_by uuid,
  set_at timestamptz not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id)
);

-- A company that was merged into another: by its CRM id without asking, by its people when a person confirms.
create table account_merges (
  workspace_id uuid not null,
  account_id uuid not null,
  into_account_id uuid not null,
  evidence text not null check (evidence in ('crm-id', 'people')),
  -- Of how many people how many are at the other company now; null for a CRM id.
  people integer,
  people_there integer,
  state text not null check (state in ('proposed', 'merged', 'rejected', 'undone')),
  -- What was moved, so that an undo moves just that back.
  moved jsonb not null default '{}',
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, into_account_id) references accounts (workspace_id, id) on delete cascade
);

-- Persons whose tie went from one company to another: the witness of a merge.
create table stakeholder_moves (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid not null,
  person_gainsight_id text collate "C" not null,
  from_company_gainsight_id text collate "C" not null,
  to_company_gainsight_id text collate "C" not null,
  moved_at timestamptz not null,
  primary key (workspace_id, connection_id, from_company_gainsight_id, person_gainsight_id)
);

alter table legal_holds enable row level security;
alter table legal_holds force row level security;
create policy workspace on legal_holds
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
alter table account_merges enable row level security;
alter table account_merges force row level security;
create policy workspace on account_merges
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
alter table stakeholder_moves enable row level security;
alter table stakeholder_moves force row level security;
create policy workspace on stakeholder_moves
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
