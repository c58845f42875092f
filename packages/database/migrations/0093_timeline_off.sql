-- What was ordered and never tried before the Timeline was switched off is closed, and where entries stand its pass goes on,
-- to take back what shall no longer stand. It concerns every workspace, so the owner steps over its own row-level security.
alter table workspaces no force row level security;
alter table connections no force row level security;
alter table outbox no force row level security;
alter table streams no force row level security;

update outbox set state = 'withdrawn', reason = 'switched-off', settled_at = now(), claimed_until = null, fence = fence + 1
  where kind = 'timeline-activity' and state in ('waiting', 'paused')
    and delivery->>'remoteId' is null and coalesce(jsonb_array_length(delivery->'written'), 0) = 0
    and workspace_id in (select id from workspaces where timeline_since is null);
update streams set enabled = true
  where name = 'timeline' and not enabled
    and connection_id in (select id from connections where state <> 'disconnected')
    and exists (select 1 from outbox where outbox.workspace_id = streams.workspace_id
      and outbox.kind = 'timeline-activity' and outbox.state <> 'withdrawn');

alter table workspaces force row level security;
alter table connections force row level security;
alter table outbox force row level security;
alter table streams force row level security;
