import type { Alarm, Stream } from '@handrail/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { Time } from '../../components/time.tsx';
import { useAcknowledgeAlarm } from '../../queries/alarms.ts';
import { useIsAdmin } from '../../session.tsx';
import { EndedAlarms } from './ended-alarms.tsx';

/** What is wrong at present, each with cause, remedy and since when; acknowledged ones are quieter and last. */
export function Alarms({ alarms, streams }: { alarms: readonly Alarm[]; streams: readonly Stream[] }) {
  const [isHistoryShown, setIsHistoryShown] = useState(false);
  const isAdmin = useIsAdmin();
  const unseen = alarms.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const seen = alarms.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  return (
    <section className="stack" aria-label="Alarms">
      {[...unseen, ...seen].map((alarm) => (
        <AlarmNotice key={alarm.id} alarm={alarm} run={runOf(alarm, streams)} />
      ))}
      <div className="row row-wide small">
        {alarms.length === 0 && <span className="quiet">No alarms.</span>}
        <button
          type="button"
          className="link-button"
          aria-expanded={isHistoryShown}
          onClick={() => setIsHistoryShown(!isHistoryShown)}
        >
          {isHistoryShown ? 'Hide earlier alarms' : 'Earlier alarms'}
        </button>
        {isAdmin && <Link to="/settings/alarms">Where alarms are told</Link>}
      </div>
      {isHistoryShown && <EndedAlarms />}
    </section>
  );
}

/** The run that an alarm is about, where it is about one that waits for a decision or failed. */
function runOf({ kind, subject }: Alarm, streams: readonly Stream[]) {
  const runs = streams.find(({ name }) => name === subject)?.lastRuns ?? [];
  switch (kind) {
    case 'awaiting-approval':
    case 'field-drift':
      return (
        runs.find(({ state }) => state === 'awaiting-approval') ??
        runs.find(({ withheldEnd }) => withheldEnd?.kind === 'joined')?.withheldEnd?.run ??
        null
      );
    case 'run-failed':
      return runs.find(({ state }) => state === 'failed') ?? null;
    default:
      return null;
  }
}

interface AlarmNoticeProps {
  readonly alarm: Alarm;
  readonly run: ReturnType<typeof runOf>;
}

function AlarmNotice({ alarm, run }: AlarmNoticeProps) {
  const acknowledge = useAcknowledgeAlarm();
  const isAdmin = useIsAdmin();
  const isSeen = alarm.acknowledgedAt !== null;
  return (
    <Notice
      tone={isSeen ? 'plain' : 'bad'}
      title={alarm.title}
      actions={
        isAdmin && !isSeen ? (
          <Button
            variant="default"
            size="xs"
            loading={acknowledge.isPending}
            aria-label={`Acknowledge: ${alarm.title}`}
            onClick={() => acknowledge.mutate(alarm.id)}
          >
            Acknowledge
          </Button>
        ) : undefined
      }
    >
      <p dir="auto">{alarm.cause}</p>
      <p>
        {alarm.remedy}
        {run !== null && (
          <>
            {' '}
            <Link to="/sync/runs/$runId" params={{ runId: run.id }}>
              Run #{run.number}
            </Link>
          </>
        )}
      </p>
      <p className="row row-wide small">
        <span>
          since <Time at={alarm.openedAt} />
        </span>
        {isSeen && (
          <span>
            acknowledged <Time at={alarm.acknowledgedAt} />
          </span>
        )}
        <CopyableCode code={alarm.code} />
      </p>
      {acknowledge.isError && (
        <FailedState title="The alarm could not be acknowledged" error={acknowledge.error} />
      )}
    </Notice>
  );
}
