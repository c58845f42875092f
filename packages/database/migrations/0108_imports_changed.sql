-- Meetings that stood before and that an import gave something: the time at which they were held.
alter table meeting_imports add column changed integer not null default 0;
