import type { Workspace } from '@handrail/contract';
import { Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DraftBar } from '../../components/draft-bar.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { SettingsNavigation } from '../../components/settings-navigation.tsx';
import { showDone } from '../../components/show-done.ts';
import { useUpdateWorkspace, useWorkspace } from '../../queries/workspace.ts';
import { useIsAdmin } from '../../session.tsx';

/** Settings > Organisation: the workspace's name, its time zone, and the domains that are ours. */
export function OrganisationScreen() {
  const workspace = useWorkspace();
  const isAdmin = useIsAdmin();
  return (
    <Page title="Organisation" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      <Loaded query={workspace} what="the workspace">
        {(saved) => (isAdmin ? <Editor saved={saved} /> : <OrganisationFacts workspace={saved} />)}
      </Loaded>
    </Page>
  );
}

function OrganisationFacts({ workspace }: { workspace: Workspace }) {
  return (
    <>
      <NotAllowed>You can look at these settings; your role may not change them.</NotAllowed>
      <section className="panel">
        <Facts
          layout="list"
          facts={[
            { label: 'Name of the workspace', value: workspace.name },
            { label: 'Time zone', value: workspace.timeZone },
            { label: 'Our domains', value: workspace.organisationDomains.join(', ') || '–' },
          ]}
        />
      </section>
    </>
  );
}

type Draft = Pick<Workspace, 'name' | 'timeZone' | 'organisationDomains'>;

function Editor({ saved }: { saved: Workspace }) {
  const update = useUpdateWorkspace();
  const [edited, setEdited] = useState<Partial<Draft>>({});
  const draft: Draft = { ...saved, ...edited };
  const changes = [
    ...(draft.name === saved.name ? [] : ['name']),
    ...(draft.timeZone === saved.timeZone ? [] : ['time zone']),
    ...(draft.organisationDomains.join() === saved.organisationDomains.join() ? [] : ['domains']),
  ];
  const edit = (change: Partial<Draft>) => setEdited({ ...edited, ...change });
  const discard = () => {
    setEdited({});
    update.reset();
  };
  return (
    <>
      {update.isError && <FailedState title="Could not save; nothing was changed" error={update.error} />}
      <div className="panel stack" style={{ maxWidth: 640, gap: 16 }}>
        <TextInput
          label="Name of the workspace"
          value={draft.name}
          maxLength={200}
          error={draft.name.trim() === '' ? 'A name is needed.' : undefined}
          onChange={(event) => edit({ name: event.currentTarget.value })}
        />
        <Select
          label="Time zone"
          description="Days begin and end in it, and every time on the screens is told in it."
          searchable
          data={[...new Set(['UTC', saved.timeZone, ...Intl.supportedValuesOf('timeZone')])]}
          limit={200}
          value={draft.timeZone}
          allowDeselect={false}
          onChange={(timeZone) => edit({ timeZone: timeZone ?? saved.timeZone })}
        />
        <TagsInput
          label="Our domains"
          description="Who has an address under one of them is on our side in a meeting; such domains never decide to which account it belongs."
          placeholder="acme.example, then Enter"
          value={draft.organisationDomains}
          splitChars={[',', ' ', ';']}
          onChange={(organisationDomains) => edit({ organisationDomains })}
        />
      </div>
      <DraftBar
        changes={changes}
        isSaving={update.isPending}
        canSave={draft.name.trim() !== ''}
        onDiscard={discard}
        onSave={() =>
          update.mutate(edited, {
            onSuccess: () => {
              discard();
              showDone('Saved');
            },
          })
        }
      />
    </>
  );
}
