-- What a draft of the configuration is counted and previewed on: every company of the tenant, column by column, one
-- row a page and field. Kept for the draft only (24 h), never backed up by the log, gone after a crash.
create unlogged table inventories (
  workspace_id uuid not null,
  run_id uuid not null,
  connection_id uuid not null,
  fields text[] not null,
  records integer not null default 0,
  pages integer not null default 0,
  after_gainsight_id text collate "C",
  started_at timestamptz not null,
  completed_at timestamptz,
  primary key (workspace_id, run_id),
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade
);

create unlogged table inventory_columns (
  workspace_id uuid not null,
  run_id uuid not null,
  page integer not null,
  field text not null,
  filled integer not null,
  -- A JSON list in the order of the page's records; text, since jsonb refuses some of what is read.
  contents text not null,
  primary key (workspace_id, run_id, page, field),
  foreign key (workspace_id, run_id) references inventories (workspace_id, run_id) on delete cascade
);

-- The names that a saved document gives to items and users, as the ids that they had in this tenant at Save.
alter table config_versions add column resolution jsonb not null default '{}';

-- A projection reads no page of the source: it decides stored records again by a new configuration.
alter table runs drop constraint runs_mode_check;
alter table runs add constraint runs_mode_check check (mode in ('incremental', 'full', 'projection'));
alter table checkpoints drop constraint checkpoints_mode_check;
alter table checkpoints add constraint checkpoints_mode_check
  check (mode in ('incremental', 'full', 'projection'));

-- Values that a person set by hand: the source does not change them until they are removed.
create table account_overrides (
  workspace_id uuid not null,
  account_id uuid not null,
  field text not null,
  set_by uuid,
  set_at timestamptz not null,
  primary key (workspace_id, account_id, field),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['inventories', 'inventory_columns', 'account_overrides']
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
