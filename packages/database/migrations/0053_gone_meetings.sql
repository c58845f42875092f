-- When a recorded meeting was found to stand at its recorder no longer; null while it does.
alter table meetings add column gone_at timestamptz;
