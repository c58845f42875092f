-- What one person looked at of one kind: by either index alone a page walks all looks of that person, or of that kind.
create index access_entries_actor_action on access_entries (workspace_id, actor_id, action, id);
