-- A first import fills tables within seconds, long before autovacuum comes by; until then the planner takes them for
-- empty and may read one of them whole for each row of another. As the owner, since nobody else may analyze a table.
create function handrail_refresh_statistics() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  analyze source_records, accounts, account_members, changes, account_places, relationships, relationship_people,
    stakeholders, meetings, participants, attributions;
end
$$;
revoke execute on function handrail_refresh_statistics from public;
grant execute on function handrail_refresh_statistics to handrail_app;
