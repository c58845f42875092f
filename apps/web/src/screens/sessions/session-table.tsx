import type { OpenSession } from '@handrail/contract';
import type { ReactNode } from 'react';
import { NamedPerson } from '../../components/named-person.tsx';
import { Status } from '../../components/status.tsx';
import { ExactTime, Time } from '../../components/time.tsx';
import { describeBrowser } from './describe-browser.ts';
import '../../components/plain-table.css';

const WAYS = { link: 'by link', 'identity-provider': 'by identity provider' } as const;

/** Open sessions, last used first; with their members when `isNamed`. */
export function SessionTable({
  label,
  sessions,
  isNamed = false,
  renderAction,
}: {
  label: string;
  sessions: readonly OpenSession[];
  isNamed?: boolean;
  renderAction: (session: OpenSession) => ReactNode;
}) {
  return (
    <div className="panel panel-flush">
      <table className="plain-table" aria-label={label}>
        <thead>
          <tr>
            {isNamed && <th scope="col">Member</th>}
            <th scope="col">Browser</th>
            <th scope="col">Signed in</th>
            <th scope="col">Last use</th>
            <th scope="col">Ends</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              {isNamed && (
                <td data-label="Member">
                  <NamedPerson name={session.userName} email={session.userEmail} />
                </td>
              )}
              <td data-label="Browser">
                <div title={session.userAgent ?? undefined}>
                  <span dir="auto">{describeBrowser(session.userAgent)}</span>{' '}
                  {session.isCurrent && <Status tone="good" label="this one" />}
                </div>
              </td>
              <td data-label="Signed in">
                <div>
                  <ExactTime at={session.createdAt} />{' '}
                  <span className="small quiet">{WAYS[session.via]}</span>
                </div>
              </td>
              <td data-label="Last use">
                <Time at={session.lastSeenAt} />
              </td>
              <td data-label="Ends">
                <ExactTime at={session.expiresAt} />
              </td>
              <td>{renderAction(session)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
