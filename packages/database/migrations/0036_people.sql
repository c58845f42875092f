-- Stakeholders whom the source does not know: from meetings or by hand. They have no ids there; within their account the
-- e-mail tells them apart, and a person of the source with that e-mail takes their place with what was set by hand.
alter table stakeholders alter column gainsight_id drop not null;
alter table stakeholders alter column person_gainsight_id drop not null;
alter table stakeholders add column source text not null default 'company-person'
  check (source in ('company-person', 'relationship-person', 'meeting', 'person'));
alter table stakeholders add constraint stakeholders_source_ids
  check ((gainsight_id is null) = (source in ('meeting', 'person')));
-- Fields set by hand: the columns hold these values, whatever the source says.
alter table stakeholders add column manual jsonb not null default '{}';
-- The last meeting of the account in which they took part, and when the next one is due by the cadence.
alter table stakeholders add column last_touch_at timestamptz;
alter table stakeholders add column touch_due_at timestamptz;

create unique index stakeholders_of_ours
  on stakeholders (workspace_id, connection_id, company_gainsight_id, email_key) where gainsight_id is null;
create index stakeholders_by_touch on stakeholders (workspace_id, presence, last_touch_at, id);
create index stakeholders_by_due on stakeholders (workspace_id, presence, touch_due_at, id);

-- Who took part in meetings of an account and is none of its stakeholders, until a person decides.
create table proposed_stakeholders (
  workspace_id uuid not null,
  account_id uuid not null,
  email_key text collate "C" not null,
  name text,
  meetings integer not null,
  last_met_at timestamptz,
  dismissed_at timestamptz,
  primary key (workspace_id, account_id, email_key),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);

-- Persons at relationships, as read: which of an account's stakeholders belong to which of its relationships.
create table relationship_people (
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  person_gainsight_id text collate "C" not null,
  company_gainsight_id text collate "C",
  relationship_gainsight_id text collate "C" not null,
  role text,
  is_active boolean not null,
  updated_at timestamptz not null,
  primary key (workspace_id, connection_id, gainsight_id),
  foreign key (workspace_id, connection_id) references connections (workspace_id, id) on delete cascade
);
create index relationship_people_by_relationship
  on relationship_people (workspace_id, connection_id, relationship_gainsight_id);
create index relationship_people_by_person
  on relationship_people (workspace_id, connection_id, person_gainsight_id);

-- Custom fields of a relationship by our names.
alter table relationships add column fields jsonb not null default '{}';

do $$
declare
  t text;
begin
  foreach t in array array['proposed_stakeholders', 'relationship_people']
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

-- Within a workspace persons see those of the accounts they may see.
select handrail_close_to_persons('proposed_stakeholders', 'account_id in (select id from accounts)');
select handrail_close_to_persons('relationship_people', 'relationship_gainsight_id in (select gainsight_id from relationships)');
