-- A metric is a number, a label or an instant; what it is made from stands in the meetings and scores themselves.
alter table metrics
  alter column value type jsonb using to_jsonb(value),
  drop column reason,
  drop column inputs;
