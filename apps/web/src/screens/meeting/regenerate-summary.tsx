import type { MeetingDetail } from '@handrail/contract';
import { Button } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { Time } from '../../components/time.tsx';
import { useRegenerateSummary } from '../../queries/meetings.ts';

/** Has the summary made anew; what was corrected stays corrected. */
export function RegenerateSummary({ meeting }: { meeting: MeetingDetail }) {
  const regenerate = useRegenerateSummary(meeting.id);
  if (meeting.turns.length === 0) return null;
  return (
    <>
      <div className="row">
        <Button
          variant="default"
          size="xs"
          loading={regenerate.isPending}
          disabled={meeting.summaryAskedAt !== null}
          onClick={() => regenerate.mutate()}
        >
          Regenerate
        </Button>
        {meeting.summaryAskedAt !== null && (
          <span role="status" className="small quiet">
            A new summary was asked for <Time at={meeting.summaryAskedAt} />.
          </span>
        )}
      </div>
      {regenerate.isError && <FailedState title="Could not ask for a new summary" error={regenerate.error} />}
    </>
  );
}
