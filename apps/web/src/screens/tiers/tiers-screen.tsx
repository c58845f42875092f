import type { ConfigVersion, ReplyOf, listTiers } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ConfigDraftBar } from '../../config-draft/config-draft-bar.tsx';
import { ConfigScreen } from '../../config-draft/config-screen.tsx';
import { put } from '../../config-draft/merge-documents.ts';
import { useConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useFieldLabels } from '../../queries/connections.ts';
import { useTiers } from '../../queries/tiers.ts';
import { NewTier } from './new-tier.tsx';
import { TierRow } from './tier-row.tsx';
import { UnmappedTiers } from './unmapped-tiers.tsx';

type Tiers = ReplyOf<typeof listTiers>;

/** Settings > Configurations > Tiers: which values of the mapped field are tiers, and in which order. */
export function TiersScreen() {
  return <ConfigScreen title="Tiers">{(saved) => <Counted saved={saved} />}</ConfigScreen>;
}

function Counted({ saved }: { saved: ConfigVersion }) {
  return (
    <Loaded query={useTiers()} what="the tiers">
      {(counted) => <Editor saved={saved} counted={counted} />}
    </Loaded>
  );
}

function Editor({ saved, counted }: { saved: ConfigVersion; counted: Tiers }) {
  const draft = useConfigDraft(saved);
  const labels = useFieldLabels('company');
  const held = draft.document['tiers'];
  const names = Array.isArray(held) ? held.map(String) : [];
  const set = (next: readonly string[]) =>
    draft.edit((document) => put(document, ['tiers'], next.length === 0 ? undefined : next));
  const counts = new Map(
    [...counted.tiers, ...counted.unmapped].map(({ name, accounts }) => [name, accounts]),
  );
  const unmapped = [...counts].filter(([name, accounts]) => !names.includes(name) && accounts > 0);
  return (
    <>
      <section className="panel stack" aria-labelledby="tiers-title">
        <h2 id="tiers-title">Tiers, the highest first</h2>
        <p className="small quiet">
          {counted.sourceField === null ? (
            <>
              No field fills the tier yet.{' '}
              <Link to="/settings/configurations/fields" search={{}}>
                Map one
              </Link>
            </>
          ) : (
            `The tier of an account is what its field ${labels.get(counted.sourceField) ?? counted.sourceField} holds.`
          )}
        </p>
        {names.length === 0 && <EmptyState>Tiers will stand here in their order.</EmptyState>}
        <ol className="list" aria-label="Tiers">
          {names.map((name, at) => (
            <TierRow
              key={name}
              name={name}
              accounts={counts.get(name) ?? 0}
              onUp={at === 0 ? null : () => set(swapped(names, at - 1))}
              onDown={at === names.length - 1 ? null : () => set(swapped(names, at))}
              onRemove={() => set(names.filter((other) => other !== name))}
            />
          ))}
        </ol>
        <NewTier names={names} onAdd={(name) => set([...names, name])} />
      </section>
      <UnmappedTiers unmapped={unmapped} without={counted.without} onAdd={(name) => set([...names, name])} />
      <ConfigDraftBar draft={draft} />
    </>
  );
}

/** The list with the item at `at` and the next one in each other's place. */
function swapped(names: readonly string[], at: number): readonly string[] {
  return names.map((name, index) =>
    index === at ? (names[at + 1] ?? name) : index === at + 1 ? (names[at] ?? name) : name,
  );
}
