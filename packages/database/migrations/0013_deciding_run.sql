-- Which run decided a record as it stands, and when; null for records decided before this was kept. The index serves the
-- search among names that the filter keeps out.
alter table source_records add column run_id uuid, add column decided_at timestamptz;

create index source_records_filtered on source_records (workspace_id, connection_id, object, gainsight_id)
  where verdict = 'filtered';
