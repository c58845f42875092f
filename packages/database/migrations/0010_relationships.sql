-- Product lines, projects or units under an account. The account and the type are kept as the source's ids and
-- joined from our own rows, so that either may arrive first and a renamed type needs no second reading.
create table relationship_types (
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  name text not null,
  updated_at timestamptz not null,
  primary key (workspace_id, connection_id, gainsight_id),
  foreign key (workspace_id, connection_id) references connections (workspace_id, id) on delete cascade
);

create table relationships (
  id uuid primary key,
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
  presence text not null default 'present' check (presence in ('present', 'missing', 'filtered')),
  missing_since timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The name in lower case, by which lists are ordered.
  name_key text collate "C" not null generated always as (lower(name)) stored,
  unique (workspace_id, id),
  unique (workspace_id, connection_id, gainsight_id),
  foreign key (workspace_id, connection_id) references connections (workspace_id, id) on delete cascade
);

create index relationships_by_name on relationships (workspace_id, presence, name_key, id);
create index relationships_by_company on relationships (workspace_id, connection_id, company_gainsight_id);

do $$
declare
  t text;
begin
  foreach t in array array['relationship_types', 'relationships']
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
