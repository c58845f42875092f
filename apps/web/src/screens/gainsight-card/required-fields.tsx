import type { Timeline } from '@handrail/contract';
import { Button, TextInput } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { useForgetRequiredField } from '../../queries/timeline.ts';

/** Values of type and field, as the configuration keeps them. */
export type FieldValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Fields that the tenant requires of a type, as its refusals taught; entries that lack one wait for its value. */
export function RequiredFields({
  timeline,
  values,
  onChange,
}: {
  timeline: Timeline;
  values: FieldValues;
  onChange: (values: FieldValues) => void;
}) {
  const forget = useForgetRequiredField();
  const { requiredFields, resting } = timeline;
  if (requiredFields.length === 0) return null;
  const waiting = resting['field-required'];
  return (
    <Notice
      tone={waiting > 0 ? 'mid' : 'plain'}
      title={
        waiting > 0
          ? `${formatCounted(waiting, 'entry waits', 'entries wait')} for a required field`
          : 'Fields that Gainsight requires'
      }
    >
      <p>Gainsight refused entries without these. Give each a value and save; what waits then goes on.</p>
      <ul className="stack" aria-label="Required fields">
        {requiredFields.map(({ typeName, field }) => (
          <li key={`${typeName} ${field}`} className="row" style={{ alignItems: 'end' }}>
            <TextInput
              label={`${field} of “${typeName}”`}
              value={values[typeName]?.[field] ?? ''}
              onChange={(event) =>
                onChange({
                  ...values,
                  [typeName]: { ...values[typeName], [field]: event.currentTarget.value },
                })
              }
            />
            <Button
              variant="subtle"
              loading={forget.isPending}
              aria-label={`Try without ${field}`}
              onClick={() =>
                forget.mutate(
                  { typeName, field },
                  { onSuccess: () => showDone('The next pass tries without it') },
                )
              }
            >
              Try without
            </Button>
          </li>
        ))}
      </ul>
      {forget.isError && <FailedState title="It was not forgotten" error={forget.error} />}
    </Notice>
  );
}
