import type { Diagnostics as DiagnosticsReply } from '@handrail/contract';
import { Button } from '@mantine/core';
import { downloadText } from '../../components/download-text.ts';
import { FailedState } from '../../components/failed-state.tsx';
import { showDone } from '../../components/show-done.ts';
import { useDiagnostics, useSupportBundle } from '../../queries/support.ts';

/** What is handed to a vendor's support, or to ours: ids, codes and times, no content and no secret. */
export function Diagnostics() {
  const diagnostics = useDiagnostics();
  const bundle = useSupportBundle();
  const download = () =>
    bundle.mutate(undefined, {
      onSuccess: (reply) => {
        const day = reply.diagnostics.at.slice(0, 10);
        const name = `handrail-support-${day}.json`;
        downloadText(`${JSON.stringify(reply, null, 2)}\n`, { name, type: 'application/json' });
        showDone('Support bundle saved');
      },
    });
  return (
    <section className="panel stack" aria-labelledby="diagnostics-title">
      <h2 id="diagnostics-title">Diagnostics</h2>
      <p className="small quiet" style={{ maxWidth: 640 }}>
        For a ticket at Gainsight or Gong: request ids, codes and times. The support bundle adds counts, ages
        and which settings are set. Neither holds content, names or keys.
      </p>
      <div className="row">
        <Button
          variant="default"
          size="xs"
          loading={diagnostics.isPending}
          onClick={() => diagnostics.mutate()}
        >
          Show diagnostics
        </Button>
        <Button variant="default" size="xs" loading={bundle.isPending} onClick={download}>
          Download support bundle
        </Button>
      </div>
      {diagnostics.isError && (
        <FailedState title="Could not read the diagnostics" error={diagnostics.error} />
      )}
      {bundle.isError && <FailedState title="Could not make the support bundle" error={bundle.error} />}
      {diagnostics.data !== undefined && <TextToCopy text={textOf(diagnostics.data)} />}
    </section>
  );
}

function TextToCopy({ text }: { text: string }) {
  return (
    <>
      <pre className="diagnostics small" tabIndex={0} aria-label="Diagnostics to copy">
        {text}
      </pre>
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => void navigator.clipboard.writeText(text).then(() => showDone('Copied'))}
        >
          Copy
        </Button>
      </div>
    </>
  );
}

/** The diagnostics as lines that fit into a ticket: failures first, in full; then the last runs. */
function textOf({ at, version, connections, runs, deliveries, budget }: DiagnosticsReply): string {
  const failed = (failure: { code: string; requestId: string | null } | null) =>
    failure === null ? '' : ` ${failure.code} request ${failure.requestId ?? '-'}`;
  const lines = [
    `Handrail ${version}, ${at}`,
    ...connections.map(
      (one) =>
        `connection ${one.vendor} ${one.host} ${one.credentialKind}: ${one.state}, checked ${one.checkedAt ?? '-'}${failed(one.failure)}`,
    ),
    ...deliveries.map(
      (one) =>
        `delivery ${one.at} ${one.kind} ${one.step}: ${one.outcome} ${one.code ?? '-'} request ${one.requestId ?? '-'}`,
    ),
    ...runs.map(
      (run) =>
        `run #${run.number} ${run.stream} ${run.mode}: ${run.state}, ${run.startedAt ?? '-'} to ${run.finishedAt ?? '-'}, ${run.calls} calls${failed(run.failure)}`,
    ),
    ...budget.map(
      (use) =>
        `calls ${use.host} ${use.family} ${use.window}: ${use.used} of ${use.allowance}, limit ${use.limit ?? '-'}, stated ${use.stated ?? '-'}`,
    ),
  ];
  return lines.join('\n');
}
