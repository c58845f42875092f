-- Who asks a budget for calls and how urgently, so that every worker knows whom to let go first when calls are short.
create table budget_callers (
  host text not null,
  family text not null,
  -- 0 is the most urgent.
  rank smallint not null,
  -- A workspace's id: none waits for another's backlog.
  caller text not null,
  -- Epoch milliseconds of the budget's own clock. When it last got a call, and when it last had to wait for one.
  served_ms bigint not null default 0,
  refused_ms bigint not null default 0,
  -- Until then it is expected back for a call that it did not get.
  claims_until_ms bigint not null default 0,
  primary key (host, family, rank, caller),
  foreign key (host, family) references budgets (host, family) on delete cascade
);

alter table budget_callers enable row level security;
alter table budget_callers force row level security;
create policy platform on budget_callers using ((select current_setting('handrail.platform', true)) = 'on');
