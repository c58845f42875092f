-- When a host was called first and last: the list of whom this installation has ever called.
alter table call_tallies
  add column first_called_at timestamptz not null default now(),
  add column last_called_at timestamptz not null default now();
