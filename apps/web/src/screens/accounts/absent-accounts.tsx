import type { WhyMatch } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { Why } from '../../components/why.tsx';
import { useWhy } from '../../queries/why.ts';
import { useIsAdmin } from '../../session.tsx';

const STANDINGS: Readonly<Record<string, string>> = {
  filtered: 'filtered out',
  missing: 'gone from Gainsight',
  'set-aside': 'set aside',
};
/** Names listed before "and more". */
const SHOWN = 5;

/** "Why is my account not here?": whoever is searched for and does not stand in the list, each with its reason. */
export function AbsentAccounts({ search, listed }: { search: string; listed: number | undefined }) {
  const why = useWhy('account', search, true);
  const isAdmin = useIsAdmin();
  if (why.isError)
    return <FailedState title="Could not look among those that are not here" error={why.error} />;
  if (why.data === undefined || why.isPlaceholderData) return null;
  const absent = why.data.matches.filter(({ standing }) => standing !== 'present');
  if (absent.length === 0) {
    if (listed !== 0 || why.data.matches.length > 0) return null;
    return isAdmin ? (
      <Notice tone="plain" title={`“${search}” was never read from Gainsight`}>
        <p>
          No company has this in its name or as its id, among those that are out as well. A new one comes with
          the next run.
        </p>
      </Notice>
    ) : (
      <Notice tone="plain" title={`No account that you may see is “${search}”`}>
        <p>You see your own accounts. Whether there is another one with this name, an admin can say.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="plain" title="Not in this list">
      <ul className="stack stack-tight" aria-label="Not in this list">
        {absent.slice(0, SHOWN).map((match) => (
          <li key={match.sourceId ?? match.id}>
            <Name match={match} />{' '}
            <span className="quiet">{STANDINGS[match.standing] ?? match.standing}</span>{' '}
            <Why
              noun="account"
              subject={match.sourceId ?? match.id ?? ''}
              about={match.name ?? match.sourceId ?? ''}
            />
          </li>
        ))}
        {absent.length > SHOWN && <li className="quiet">and more: write more of the name</li>}
      </ul>
    </Notice>
  );
}

function Name({ match: { id, name, sourceId } }: { match: WhyMatch }) {
  const text = name ?? sourceId;
  if (id === null) return <strong dir="auto">{text}</strong>;
  return (
    <Link to="/accounts/$accountId" params={{ accountId: id }} dir="auto">
      {text}
    </Link>
  );
}
