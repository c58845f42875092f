-- A person at a company: the join of the stored Person and Company Person, projected again when either changes. The
-- company is kept as the source's id and joined from our own rows, so that any of the three may arrive first. A
-- stakeholder is known by the person within the company; `gainsight_id` is that of the Company Person as last read.
create table stakeholders (
  id uuid primary key,
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  person_gainsight_id text collate "C" not null,
  company_gainsight_id text collate "C" not null,
  name text,
  email text,
  title text,
  role text,
  phone text,
  decision_maker boolean,
  touch_frequency text,
  fields jsonb not null default '{}',
  -- `waiting`: the person is not read yet.
  presence text not null check (presence in ('present', 'inactive', 'waiting', 'missing')),
  missing_since timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Compared and ordered by in lower case; text in "C", which an index serves under row-level security.
  email_key text collate "C" generated always as (lower(email)) stored,
  name_key text collate "C" not null generated always as (lower(coalesce(name, email, ''))) stored,
  unique (workspace_id, id),
  unique (workspace_id, connection_id, company_gainsight_id, person_gainsight_id),
  foreign key (workspace_id, connection_id) references connections (workspace_id, id) on delete cascade
);

create index stakeholders_by_name on stakeholders (workspace_id, presence, name_key, id);
create index stakeholders_by_email on stakeholders (workspace_id, email_key) where presence = 'present';
create index stakeholders_by_person on stakeholders (workspace_id, connection_id, person_gainsight_id);
create index stakeholders_by_tie on stakeholders (workspace_id, connection_id, gainsight_id);

alter table stakeholders enable row level security;
alter table stakeholders force row level security;
create policy workspace on stakeholders
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
