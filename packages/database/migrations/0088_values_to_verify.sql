-- When a value is looked at again though nothing of ours changed: a write that nobody saw the end of may be carried out
-- minutes later, over a newer one.
alter table remote_values add column verify_at timestamptz;
