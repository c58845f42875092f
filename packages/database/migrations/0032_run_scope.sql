-- What a run is narrowed to: one account, a period, or records set aside. Null: all that its mode reads.
alter table runs add column scope jsonb;
