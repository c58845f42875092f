-- What the vendor's own replies last stated as its limits, in calls; null where they state none.
alter table budgets
  add column stated_minute integer,
  add column stated_hour integer,
  add column stated_day integer;
