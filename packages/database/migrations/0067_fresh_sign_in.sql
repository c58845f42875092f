-- When somebody last proved who they are in this session: what reaches far asks for it anew after a while.
alter table sessions add column authenticated_at timestamptz;
-- Filling the column concerns every workspace, so the owner steps over its own row-level security for it.
alter table sessions no force row level security;
update sessions set authenticated_at = created_at;
alter table sessions force row level security;
alter table sessions alter column authenticated_at set not null;
