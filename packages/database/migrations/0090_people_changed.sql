-- Whether a meeting waits to be judged again only because people of accounts changed at their source. Then what it stands
-- at gives way to stronger evidence alone: who left a company was there when the meeting was held.
alter table meetings add column people_changed boolean not null default false;
