-- When somebody last proved who they are in this session: what reaches far asks for it anew after a while.
alter table sessions add column authenticated_at timestamptz;
update sessions set authenticated_at = created_at;
alter table sessions alter column authenticated_at set not null;
