import type { AccountDetail } from '@handrail/contract';
import { cycleInWords } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount, shortName } from '../../components/format-value.ts';
import { Notice } from '../../components/notice.tsx';

const MOST_SHOWN = 30;

type Hierarchy = AccountDetail['hierarchy'];

/** Parents above, the account itself, children below. A parent that was not imported is named, but leads nowhere. */
export function AccountHierarchy({ account }: { account: AccountDetail }) {
  const { placeholder, ancestors, descendants, cycle } = account.hierarchy;
  const isAlone = placeholder === null && ancestors.length === 0 && descendants.length === 0;
  const self = (
    <li>
      <strong dir="auto">{shortName(account.name)}</strong>
      <Children of={account.id} all={descendants} />
    </li>
  );
  const tree = ancestors.toReversed().reduce<ReactNode>(
    (below, { id, name }) => (
      <li>
        <AccountLink id={id} name={name} />
        <ul className="tree">{below}</ul>
      </li>
    ),
    self,
  );
  return (
    <section className="panel stack" aria-labelledby="hierarchy-title">
      <h2 id="hierarchy-title">Hierarchy</h2>
      {cycle !== null && <CycleNotice cycle={cycle} />}
      {isAlone ? (
        cycle === null && <EmptyState>In Gainsight this account has no parent and no children.</EmptyState>
      ) : (
        <ul className="tree">
          {placeholder === null ? (
            tree
          ) : (
            <li>
              <span>
                <bdi>{shortName(placeholder.name ?? placeholder.gainsightId)}</bdi>{' '}
                <span className="quiet small">(not imported)</span>
              </span>
              <ul className="tree">{tree}</ul>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function Children({ of, all }: { of: string; all: Hierarchy['descendants'] }) {
  const children = all.filter(({ parentId }) => parentId === of);
  if (children.length === 0) return null;
  return (
    <ul className="tree">
      {children.slice(0, MOST_SHOWN).map(({ id, name }) => (
        <li key={id}>
          <AccountLink id={id} name={name} />
          <Children of={id} all={all} />
        </li>
      ))}
      {children.length > MOST_SHOWN && (
        <li className="quiet">and {formatCount(children.length - MOST_SHOWN)} more</li>
      )}
    </ul>
  );
}

function AccountLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/accounts/$accountId" params={{ accountId: id }} dir="auto">
      {shortName(name)}
    </Link>
  );
}

function CycleNotice({ cycle }: { cycle: NonNullable<Hierarchy['cycle']> }) {
  const names = cycle.map(({ name, gainsightId }) => name ?? gainsightId);
  return (
    <Notice tone="mid" title="The parents go round in a circle">
      <p dir="auto">{cycleInWords(names)}</p>
    </Notice>
  );
}
