-- A person may also say that a meeting belongs to no account. That leaves no attribution behind, so whose word it was
-- stands on the meeting; rules never judge again what a person decided.
alter table meetings
  add column attribution_decided_by text not null default 'rule' check (attribution_decided_by in ('rule', 'person'));

update meetings set attribution_decided_by = 'person'
  where exists (
    select 1 from attributions a
    where a.workspace_id = meetings.workspace_id and a.meeting_id = meetings.id and a.decided_by = 'person');

create index reviews_waiting on reviews (workspace_id, created_at, id) where state = 'open';
