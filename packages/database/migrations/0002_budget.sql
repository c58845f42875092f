-- The calls made to each vendor host, by family of calls: one budget for all workspaces and all workers.

-- One row a host and family: its lock is the turn at the budget.
create table budgets (
  host text not null,
  family text not null,
  -- The latest time the budget has seen, in epoch milliseconds, and what is added to a clock that went back.
  latest_ms bigint not null default 0,
  skew_ms bigint not null default 0,
  -- Until then the vendor itself has told us to wait.
  held_until_ms bigint not null default 0,
  primary key (host, family)
);

-- Counts in buckets: seconds for the window of a minute, minutes for those of an hour and a day.
create table budget_calls (
  host text not null,
  family text not null,
  grain text not null check (grain in ('second', 'minute')),
  bucket bigint not null,
  calls integer not null,
  primary key (host, family, grain, bucket),
  foreign key (host, family) references budgets (host, family) on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['budgets', 'budget_calls']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy platform on %I using ((select current_setting(''handrail.platform'', true)) = ''on'')',
      t
    );
  end loop;
end
$$;
