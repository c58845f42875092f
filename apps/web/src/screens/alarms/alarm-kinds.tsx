import { ALARM_KINDS } from '@handrail/core';
import type { AlarmKind } from '@handrail/core';
import { Checkbox } from '@mantine/core';

/** What each kind of alarm is about, in a person's words. */
const KIND_LABELS: Readonly<Record<AlarmKind, string>> = {
  'worker-silent': 'No worker gives a sign of life',
  'credential-refused': 'A credential was refused',
  'vendor-away': 'Gainsight or Gong does not answer',
  'awaiting-approval': 'A run waits for approval',
  'run-failed': 'A run failed',
  'run-missed': 'A run was missed for two intervals',
  'delete-log-gap': 'The delete log was not read for 12 of its 15 days',
  'field-drift': 'A field that is in use changed',
  'deliveries-refused': 'Gainsight refused deliveries',
  'limit-near': 'The daily limit of calls is near',
  'outgoing-paused': 'Everything outgoing is paused',
};

/** Choice of the kinds that the webhook is told. */
export function AlarmKinds({
  value,
  onChange,
}: {
  value: readonly AlarmKind[];
  onChange: (kinds: AlarmKind[]) => void;
}) {
  return (
    <Checkbox.Group
      label="Tell it when"
      description="Once when it begins and once when it is over."
      value={[...value]}
      onChange={(chosen) => onChange(ALARM_KINDS.filter((kind) => chosen.includes(kind)))}
    >
      <div className="stack stack-tight" style={{ paddingTop: 8 }}>
        {ALARM_KINDS.map((kind) => (
          <Checkbox key={kind} value={kind} label={KIND_LABELS[kind]} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
