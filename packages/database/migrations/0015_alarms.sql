-- What is wrong at present and what was: a row from the moment something is noticed until it is over.
create table alarms (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  kind text not null,
  -- What it is about: a stream, a vendor, a field, a host and family of calls.
  subject text not null,
  code text not null,
  -- One sentence of our own; the cause may quote a vendor and never leaves the house.
  title text not null,
  cause text not null,
  remedy text not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  unique (workspace_id, id)
);
create unique index alarms_one_open on alarms (workspace_id, kind, subject) where ended_at is null;
create index alarms_recent on alarms (workspace_id, id desc);

-- Where alarms are told. Address and signing key are one sealed secret: such addresses often carry a key themselves.
create table alarm_webhooks (
  workspace_id uuid primary key references workspaces (id) on delete cascade,
  secret_id uuid not null,
  origin text not null,
  kinds text[] not null,
  set_at timestamptz not null,
  set_by uuid
);

-- What was told, or is to be: one row for each change of state of an alarm, or for a test (without an alarm).
create table alarm_notices (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  alarm_id uuid,
  event text not null check (event in ('opened', 'ended', 'test')),
  state text not null check (state in ('waiting', 'delivered', 'failed', 'dropped')),
  attempts integer not null default 0,
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  tried_at timestamptz,
  status integer,
  code text,
  foreign key (workspace_id, alarm_id) references alarms (workspace_id, id) on delete cascade
);
create index alarm_notices_recent on alarm_notices (workspace_id, id desc);
create index alarm_notices_waiting on alarm_notices (workspace_id, next_try_at) where state = 'waiting';

-- When alarms of a workspace were looked for last: any process may do it, one at a time.
alter table workspaces add column watched_at timestamptz;

-- Signs of life of the workers, so that their silence is noticed.
create table workers (
  id uuid primary key,
  started_at timestamptz not null,
  seen_at timestamptz not null
);

do $$
declare
  t text;
begin
  foreach t in array array['alarms', 'alarm_webhooks', 'alarm_notices']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy workspace on %I using (workspace_id = (select nullif(current_setting(''handrail.workspace_id'', true), '''')::uuid))',
      t
    );
  end loop;
  alter table workers enable row level security;
  alter table workers force row level security;
  create policy platform on workers using ((select current_setting('handrail.platform', true)) = 'on');
end
$$;

-- Runs that wait for a decision are few among many.
create index runs_awaiting on runs (workspace_id, number desc) where state = 'awaiting-approval';
