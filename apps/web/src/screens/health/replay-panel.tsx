import { configPlaceInWords } from '@handrail/contract';
import type { HealthReplay } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { Score } from '../../components/score.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Day } from '../../components/time.tsx';
import { DraftPreview } from '../../config-draft/draft-preview.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useHealthReplay } from '../../queries/health.ts';

/** The button of the draft bar, and the panel with whose label the draft would have turned in the last year. */
export function ReplayPanel({ draft, canReplay }: { draft: ConfigDraft; canReplay: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState('');
  const replay = useHealthReplay(draft.document, search, isOpen);
  return (
    <DraftPreview
      draft={draft}
      label="Preview on the past"
      title="What these settings would have made of the last year"
      canOpen={canReplay}
      canSave={replay.data !== undefined}
      onToggle={setIsOpen}
    >
      <Loaded query={replay} what="the replay">
        {(found) => <Outcome replay={found} search={search} onSearch={setSearch} />}
      </Loaded>
    </DraftPreview>
  );
}

function Outcome({
  replay,
  search,
  onSearch,
}: {
  replay: HealthReplay;
  search: string;
  onSearch: (search: string) => void;
}) {
  const { accounts, flippedToday, flippedEver, from, items, notReplayed, scores, stepDays, total } = replay;
  return (
    <>
      <p role="status">
        <strong>{formatCounted(flippedToday, 'account')}</strong> of {formatCount(accounts)} would have
        another label today; {formatCount(flippedEver)} would have had one at some time since{' '}
        <Day on={from} />.
      </p>
      <p className="small quiet">
        {formatCounted(scores, 'stored score')} looked at
        {stepDays === 1 ? ', every day of the year' : `, the last of every ${stepDays} days`}. Nothing is
        saved, and what is stored of the past stays as it is.
      </p>
      {notReplayed.length > 0 && (
        <Notice tone="mid" title="Not replayed">
          {notReplayed.map(configPlaceInWords).join(', ')}: needs new measuring, and acts from the next pass
          on.
        </Notice>
      )}
      {flippedEver > 0 && (
        <div className="row">
          <SearchField label="Search accounts" value={search} onChange={onSearch} />
        </div>
      )}
      {items.length === 0 ? (
        <EmptyState>
          {flippedEver === 0 ? 'No label would be, or would have been, another one.' : 'No account matches.'}
        </EmptyState>
      ) : (
        <ul className="list replay-rows" aria-label="Accounts with another label">
          {items.map((item) => (
            <Row key={item.account.id} item={item} />
          ))}
        </ul>
      )}
      {total > items.length && (
        <p className="small quiet">
          The first {formatCount(items.length)} of {formatCount(total)}.
        </p>
      )}
    </>
  );
}

function Row({ item: { account, before, after, flips } }: { item: HealthReplay['items'][number] }) {
  return (
    <li className="list-row" style={{ flexWrap: 'wrap' }}>
      <Link to="/accounts/$accountId" params={{ accountId: account.id }} style={{ flex: '1 1 200px' }}>
        <span dir="auto">{account.name}</span>
      </Link>
      <span className="row">
        <Score score={before.score} label={before.label} />
        <span aria-hidden>→</span>
        <span className="sr-only">would be today</span>
        <Score score={after.score} label={after.label} />
      </span>
      <ul className="small quiet" style={{ flexBasis: '100%' }}>
        {flips.map((flip) => (
          <li key={flip.on}>
            {flip.from ?? 'No score'} → {flip.to ?? 'no score'} from <Day on={flip.on} />{' '}
            {flip.until === null ? (
              'on'
            ) : (
              <>
                until <Day on={flip.until} />
              </>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
