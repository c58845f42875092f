-- What a change turned from and into, by name; null where the action and its subject say all. Part of the entry's hash.
alter table audit_entries add column changes jsonb;
