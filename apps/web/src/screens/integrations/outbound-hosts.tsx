import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Time } from '../../components/time.tsx';
import { useOutboundHosts } from '../../queries/connections.ts';
import '../../components/plain-table.css';

/** For admins: every host that Handrail has ever called. */
export function OutboundHosts() {
  const hosts = useOutboundHosts();
  return (
    <section className="stack" aria-labelledby="outbound-hosts">
      <h2 id="outbound-hosts">Hosts that Handrail has called</h2>
      <p className="small quiet">
        All that ever left this installation by HTTP went to these hosts. Nothing else is called: no
        telemetry, no update check.
      </p>
      <Loaded query={hosts} what="the hosts">
        {({ items, isWhole }) => (
          <>
            {items.length === 0 ? (
              <EmptyState>Nothing has been called yet.</EmptyState>
            ) : (
              <div className="panel panel-flush">
                <table className="plain-table" aria-label="Hosts that Handrail has called">
                  <thead>
                    <tr>
                      <th scope="col">Host</th>
                      <th scope="col">Calls</th>
                      <th scope="col">Failed</th>
                      <th scope="col">First</th>
                      <th scope="col">Last</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map(({ host, calls, failed, firstCalledAt, lastCalledAt }) => (
                      <tr key={host}>
                        <td data-label="Host">
                          <code>{host}</code>
                        </td>
                        <td data-label="Calls" className="number">
                          {formatCount(calls)}
                        </td>
                        <td data-label="Failed" className="number">
                          {formatCount(failed)}
                        </td>
                        <td data-label="First">
                          <Time at={firstCalledAt} />
                        </td>
                        <td data-label="Last">
                          <Time at={lastCalledAt} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            {!isWhole && (
              <p className="small quiet">Hosts of other workspaces on this installation are left out.</p>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
