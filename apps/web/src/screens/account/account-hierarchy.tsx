import type { AccountDetail } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount } from '../../components/format-value.ts';

const MOST_SHOWN = 30;

/** Parent, the account itself, children. A parent that was not imported is named, but leads nowhere. */
export function AccountHierarchy({ account }: { account: AccountDetail }) {
  const { parent, children } = account;
  const self = (
    <li>
      <strong dir="auto">{account.name}</strong>
      {children.length > 0 && (
        <ul className="tree">
          {children.slice(0, MOST_SHOWN).map((child) => (
            <li key={child.id}>
              <Link to="/accounts/$accountId" params={{ accountId: child.id }} dir="auto">
                {child.name}
              </Link>
            </li>
          ))}
          {children.length > MOST_SHOWN && (
            <li className="quiet">and {formatCount(children.length - MOST_SHOWN)} more</li>
          )}
        </ul>
      )}
    </li>
  );
  return (
    <section className="panel stack" aria-labelledby="hierarchy-title">
      <h2 id="hierarchy-title">Hierarchy</h2>
      {parent === null && children.length === 0 ? (
        <EmptyState>In Gainsight this account has no parent and no children.</EmptyState>
      ) : parent === null ? (
        <ul className="tree">{self}</ul>
      ) : (
        <ul className="tree">
          <li>
            {parent.id === null ? (
              <span>
                {parent.name ?? parent.gainsightId} <span className="quiet small">(not imported)</span>
              </span>
            ) : (
              <Link to="/accounts/$accountId" params={{ accountId: parent.id }} dir="auto">
                {parent.name ?? parent.gainsightId}
              </Link>
            )}
            <ul className="tree">{self}</ul>
          </li>
        </ul>
      )}
    </section>
  );
}
