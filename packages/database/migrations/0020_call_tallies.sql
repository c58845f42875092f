-- How many calls went out, by host and family, over all processes and all time: what the metrics count.
create table call_tallies (
  host text not null,
  family text not null,
  calls bigint not null default 0,
  -- Repeats of a call that failed.
  retries bigint not null default 0,
  -- Refused by the other side for its limit.
  limited bigint not null default 0,
  failed bigint not null default 0,
  primary key (host, family)
);

alter table call_tallies enable row level security;
alter table call_tallies force row level security;
create policy platform on call_tallies using ((select current_setting('handrail.platform', true)) = 'on');
