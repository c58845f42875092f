-- Flags on accounts: a row from the moment a condition holds until it holds no more, with the facts that show it.
create table insights (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  account_id uuid not null,
  insight text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  evidence jsonb not null,
  primary key (workspace_id, account_id, insight, started_at),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);
create unique index insights_one_open on insights (workspace_id, account_id, insight) where ended_at is null;
create index insights_open on insights (workspace_id, insight) where ended_at is null;

alter table insights enable row level security;
alter table insights force row level security;
create policy workspace on insights
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
