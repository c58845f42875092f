-- Vendor hosts that answer nothing at present: until they do, one call at a time asks whether they are back.
create table outages (
  host text primary key,
  since timestamptz not null,
  next_probe_at timestamptz not null
);

alter table outages enable row level security;
alter table outages force row level security;
create policy platform on outages using ((select current_setting('handrail.platform', true)) = 'on');
