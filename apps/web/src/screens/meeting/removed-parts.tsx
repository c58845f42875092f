import type { MeetingDetail } from '@handrail/contract';
import { Button } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { showDone } from '../../components/show-done.ts';
import { Time } from '../../components/time.tsx';
import { useCorrectSummary } from '../../queries/meetings.ts';
import { useIsViewedAs } from '../../session.tsx';

const KINDS: Record<MeetingDetail['removedParts'][number]['kind'], string> = {
  headline: 'Headline',
  point: 'Point',
  decision: 'Decision',
  risk: 'Risk',
  ask: 'Ask',
  topic: 'Topic',
  'action-item': 'Action item',
};

/** What people took out of the summary, each with a button that puts it back. */
export function RemovedParts({ meeting: { id, removedParts } }: { meeting: MeetingDetail }) {
  const restoring = useCorrectSummary(id, () => showDone('Put back; later versions keep it'));
  const isViewedAs = useIsViewedAs();
  if (removedParts.length === 0) return null;
  return (
    <section className="stack stack-tight" aria-labelledby="removed-title">
      <h3 id="removed-title">Removed</h3>
      <ul>
        {removedParts.map((part) => (
          <li key={part.id} className="row row-between">
            <span className="quiet">
              {KINDS[part.kind]}: <span dir="auto">{part.text}</span> ·{' '}
              {part.removedBy ?? 'somebody who is gone'}, <Time at={part.removedAt} />
            </span>
            {!isViewedAs && (
              <Button
                variant="default"
                size="xs"
                aria-label={`Put back: ${part.text}`}
                disabled={restoring.isPending}
                onClick={() => restoring.mutate({ partId: part.id, change: { isRemoved: false } })}
              >
                Put back
              </Button>
            )}
          </li>
        ))}
      </ul>
      {restoring.isError && <FailedState title="It was not put back" error={restoring.error} />}
    </section>
  );
}
