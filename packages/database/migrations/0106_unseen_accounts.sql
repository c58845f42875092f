-- Accounts of a person's meetings that are not theirs to see, each by no more than what stands in its Timeline: row-level
-- security hides them from who took part, to whom a meeting of a hidden account looked like one of no account.
create function handrail_unseen_accounts(meetings uuid[])
  returns table (meeting_id uuid, state text, delivered_at timestamptz)
language sql stable parallel safe strict security definer rows 10 set search_path = public, pg_temp
as $$
  select t.meeting_id, ordered.state, standing.delivered_at
  from (select nullif(current_setting('handrail.user_id', true), '')::uuid as id) person
  join attributions t on t.meeting_id = any(meetings)
    and t.meeting_id in (select handrail_person_meetings(person.id))
    and t.account_id not in (select handrail_person_accounts(person.id))
  left join remote_activities standing on standing.workspace_id = t.workspace_id
    and standing.meeting_id = t.meeting_id and standing.account_id = t.account_id
  left join lateral (
    select o.state from outbox o where o.workspace_id = t.workspace_id and o.kind = 'timeline-activity'
      and o.subject_id = t.meeting_id and o.account_id = t.account_id
    order by o.created_at desc limit 1
  ) ordered on true
$$;
revoke execute on function handrail_unseen_accounts from public;
grant execute on function handrail_unseen_accounts to handrail_app;
