import type { AccessEntry } from '@handrail/contract';
import { isUuid } from '@handrail/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useAccessLog } from '../../queries/audit.ts';
import { compact, parseAuditSearch } from '../../search-params.ts';
import type { AuditSearch } from '../../search-params.ts';
import { lookWords } from './looks.ts';
import '../../components/plain-table.css';

/** Looks at content, newest first; who and what lead to the looks of them alone. */
export function AccessEntries({ search }: { search: AuditSearch }) {
  const { tab: _tab, outcome: _outcome, actor: actorId, subject: subjectId, ...rest } = search;
  const query = compact({ ...rest, actorId, subjectId });
  const log = useAccessLog(query);
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  if (log.isError) {
    return (
      <FailedState
        title="Could not load the access log"
        error={log.error}
        onRetry={() => void log.refetch()}
        isRetrying={log.isFetching}
      />
    );
  }
  if (log.data === undefined) return <LoadingLines what="the access log" lines={8} />;
  if (items.length === 0) {
    return (
      <EmptyState>
        {Object.keys(query).length === 0
          ? 'Who looked at which account, meeting, person or list will stand here.'
          : 'Nobody looked so. Clear the days, or show all, to see every look.'}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="panel panel-flush">
        <table className="plain-table" aria-label="Looks at content">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <tr key={entry.id}>
                <td data-label="When">
                  <ExactTime at={entry.at} />
                </td>
                <td data-label="Who">
                  <div>
                    <Link
                      to="/settings/audit"
                      search={parseAuditSearch({ ...search, actor: entry.actorId })}
                      dir="auto"
                    >
                      {entry.actorName ?? entry.actorId}
                    </Link>{' '}
                    <span className="small quiet">by {entry.via}</span>
                  </div>
                </td>
                <td data-label="What">
                  <What entry={entry} search={search} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore query={log}>{formatCounted(items.length, 'entry', 'entries')} shown</LoadMore>
    </>
  );
}

/** What was looked at: in words, how many records a list held, how far it was read, and the ids in its address. */
function What({ entry, search }: { entry: AccessEntry; search: AuditSearch }) {
  const { records, pages, ...of } = entry.subject;
  return (
    <div>
      <Link
        to="/settings/audit"
        search={parseAuditSearch({ ...search, action: entry.action })}
        title={`Only ${entry.action}`}
      >
        {lookWords(entry.action)}
      </Link>
      {typeof records === 'number' && `, ${formatCounted(records, 'record')}`}
      {pages === 'further' && ', read on past the first page, as an export does'}
      {Object.entries(of).map(([name, value]) => (
        <Fragment key={name}>
          {name === 'viewAs' ? ', looking as ' : ' '}
          {isUuid(String(value)) ? (
            <Link to="/settings/audit" search={parseAuditSearch({ ...search, subject: String(value) })}>
              <code>{String(value)}</code>
            </Link>
          ) : (
            <span className="small quiet">{String(value)}</span>
          )}
        </Fragment>
      ))}
    </div>
  );
}
