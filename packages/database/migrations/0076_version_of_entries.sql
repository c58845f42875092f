-- What stands in a Timeline entry, or is on its way there, is told by the summary's version alone: a method that makes the
-- same of a meeting makes no new version, and nothing is sent for it. It concerns every workspace, so the owner steps
-- over its own row-level security for it.
alter table remote_activities no force row level security;
update remote_activities set content_version = regexp_replace(content_version, '^.*\.', '');
alter table remote_activities force row level security;

alter table outbox no force row level security;
update outbox set content_version = regexp_replace(content_version, '^.*\.', '')
  where kind = 'timeline-activity' and content_version is not null;
alter table outbox force row level security;
