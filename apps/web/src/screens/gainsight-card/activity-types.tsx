import { MEETING_KINDS } from '@handrail/core';
import { Autocomplete } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { useActivityTypes } from '../../queries/timeline.ts';

const KINDS = [
  ...Object.entries(MEETING_KINDS).map(([kind, { label }]) => ({ kind, label })),
  { kind: 'default', label: 'All other meetings' },
];
const USUAL = 'Meeting';

/** Which activity type a kind of meeting gets: one seen in the tenant's Timeline, or one that is typed. */
export function ActivityTypes({
  types,
  onChange,
}: {
  types: Readonly<Record<string, string>>;
  onChange: (types: Readonly<Record<string, string>>) => void;
}) {
  const seen = useActivityTypes();
  const usual = types['default'] ?? USUAL;
  return (
    <fieldset className="plain-fieldset stack entry-types">
      <legend>Type of the entry, by what the title of the meeting says</legend>
      {seen.isError && <FailedState title="Could not read the types of the tenant" error={seen.error} />}
      <div className="status-fields">
        {KINDS.map(({ kind, label }) => (
          <Autocomplete
            key={kind}
            label={label}
            placeholder={kind === 'default' ? USUAL : usual}
            data={[...new Set((seen.data?.items ?? []).map(({ name }) => name))]}
            value={types[kind] ?? ''}
            onChange={(name) => {
              const { [kind]: _, ...rest } = types;
              onChange(name.trim() === '' ? rest : { ...rest, [kind]: name });
            }}
          />
        ))}
      </div>
      <p className="small quiet">
        Listed are the types that stand in the Timeline or its description; any other may be typed.
      </p>
    </fieldset>
  );
}
