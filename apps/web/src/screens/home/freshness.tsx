import type { Status as WorkspaceStatus } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { Status } from '../../components/status.tsx';
import { Time } from '../../components/time.tsx';

/** How old each kind of data is, and which one fails. */
export function Freshness({ status }: { status: WorkspaceStatus }) {
  return (
    <ul className="freshness" aria-label="Freshness">
      {status.streams.map((stream) => (
        <li key={stream.name} className="row">
          <Link to="/sync">{stream.label}</Link>
          {stream.failure === null ? (
            <Time at={stream.lastCompletedAt} />
          ) : (
            <>
              <Status tone="bad" label="Failed" /> <Time at={stream.lastCompletedAt} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
