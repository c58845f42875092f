-- What a person sees, by functions of a known, small size. Where a policy looked into another table, the planner charged
-- the reading of that whole table to each look at an index, also for who is no person: it read all source records instead of
-- fifty, and joined people by reading all accounts.
create function handrail_person_companies(person uuid) returns setof text
language sql stable parallel safe strict security definer rows 200 set search_path = public, pg_temp
as $$
  select a.gainsight_id from accounts a where a.id in (select handrail_person_accounts(person))
$$;

create function handrail_person_relationships(person uuid) returns table (id uuid, gainsight_id text)
language sql stable parallel safe strict security definer rows 200 set search_path = public, pg_temp
as $$
  select r.id, r.gainsight_id from relationships r
  where r.company_gainsight_id in (select handrail_person_companies(person))
$$;

create function handrail_person_stakeholders(person uuid)
  returns table (id uuid, gainsight_id text, person_gainsight_id text)
language sql stable parallel safe strict security definer rows 200 set search_path = public, pg_temp
as $$
  select s.id, s.gainsight_id, s.person_gainsight_id from stakeholders s
  where s.company_gainsight_id in (select handrail_person_companies(person))
$$;

create function handrail_person_summaries(person uuid) returns setof uuid
language sql stable parallel safe strict security definer rows 200 set search_path = public, pg_temp
as $$
  select s.id from summaries s where s.meeting_id in (select handrail_person_meetings(person))
$$;

create function handrail_person_outbox(person uuid) returns setof uuid
language sql stable parallel safe strict security definer rows 200 set search_path = public, pg_temp
as $$
  select o.id from outbox o where o.account_id in (select handrail_person_accounts(person))
$$;

do $$
declare
  me constant text := '(select nullif(current_setting(''handrail.user_id'', true), '''')::uuid)';
  companies constant text := format('(select handrail_person_companies(%s))', me);
  relationships constant text := format('handrail_person_relationships(%s)', me);
  stakeholders constant text := format('handrail_person_stakeholders(%s)', me);
  closed record;
begin
  for closed in
    select * from (values
      ('relationships', format('company_gainsight_id in %s', companies)),
      ('stakeholders', format('company_gainsight_id in %s', companies)),
      ('relationship_people', format('relationship_gainsight_id in (select gainsight_id from %s)', relationships)),
      ('stakeholder_moves', format('person_gainsight_id in (select person_gainsight_id from %s)', stakeholders)),
      ('proposed_stakeholders', format('account_id in (select handrail_person_accounts(%s))', me)),
      ('claims', format('summary_id in (select handrail_person_summaries(%s))', me)),
      ('deliveries', format('outbox_id in (select handrail_person_outbox(%s))', me)),
      ('changes', format('(record_kind = ''account'' and record_id in (select handrail_person_accounts(%s))'
        ' or record_kind = ''relationship'' and record_id in (select id from %s)'
        ' or record_kind = ''stakeholder'' and record_id in (select id from %s))', me, relationships, stakeholders)),
      ('source_records', format('case object'
        ' when ''Company'' then gainsight_id in %s'
        ' when ''Relationship'' then gainsight_id in (select gainsight_id from %s)'
        ' when ''company_person'' then gainsight_id in (select gainsight_id from %s)'
        ' when ''person'' then gainsight_id in (select person_gainsight_id from %s)'
        ' else object = ''gsuser'' end', companies, relationships, stakeholders, stakeholders)))
      as wanted(name, condition)
  loop
    execute format('drop policy person on %I', closed.name);
    perform handrail_close_to_persons(closed.name, closed.condition);
  end loop;
end
$$;
