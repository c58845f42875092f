-- Since when meetings are sent to the Timeline: the moment it was switched on, or earlier after a back-fill. Null while it
-- is off. Workspaces that had it on before sent every meeting that was read, and go on to.
alter table workspaces add column timeline_since timestamptz default to_timestamp(0);
alter table workspaces alter column timeline_since drop default;
