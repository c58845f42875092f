-- What changed about a described field since the description before: `added`, `renamed` or `retyped`, with what stood there.
-- A removed field is one that the last description did not list.
alter table source_fields
  add column change text check (change in ('added', 'renamed', 'retyped')),
  add column change_before text,
  add column changed_at timestamptz,
  -- A person let a field be empty that was not: until then its emptiness stops no run.
  add column accepted_empty_until timestamptz;
