-- A record that was set aside can be dismissed, with a reason: it is then no longer shown nor tried by itself, until it
-- fails for another cause, is accepted, or somebody takes that back.
alter table set_aside_records
  add column dismissed_at timestamptz,
  add column dismissed_by uuid,
  add column dismissal text,
  add constraint set_aside_records_dismissed
    check ((state <> 'dismissed') or (dismissed_at is not null and dismissal is not null));
drop index set_aside_open;
create unique index set_aside_standing on set_aside_records (workspace_id, connection_id, object, gainsight_id)
  where state in ('open', 'dismissed');
