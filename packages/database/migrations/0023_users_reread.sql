-- When the users with live sessions were last re-read from Gainsight.
alter table workspaces add column users_reread_at timestamptz;

-- Insights are of accounts: a person sees those of their own.
select handrail_close_to_persons(
  'insights',
  'account_id in (select handrail_person_accounts((select nullif(current_setting(''handrail.user_id'', true), '''')::uuid)))'
);
