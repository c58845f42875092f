-- Zone and domains of the organisation stood in two places: the workspace's zone counted, and the domains of both. What
-- counted stays, of the workspace; a version that leaves them out takes them from there, and the next Save writes them out.
alter table workspaces no force row level security;
alter table config_versions no force row level security;

update workspaces set organisation_domains = array(
    select unnest(organisation_domains)
    union
    select jsonb_array_elements_text(latest.document -> 'organisation' -> 'domains')
  )
  from (
    select distinct on (workspace_id) workspace_id, document from config_versions order by workspace_id, version desc
  ) latest
  where latest.workspace_id = workspaces.id
    and jsonb_array_length(coalesce(latest.document -> 'organisation' -> 'domains', '[]')) > 0;
update config_versions set document = document - 'organisation' where document ? 'organisation';

alter table workspaces force row level security;
alter table config_versions force row level security;
