import type { Keep } from '@handrail/core';
import { NumberInput, Radio } from '@mantine/core';

/** For ever, or a number of days. */
export function KeepChoice({
  label,
  value,
  usualDays,
  onChange,
}: {
  label: string;
  value: Keep;
  /** What a change from "for ever" begins with. */
  usualDays: number;
  onChange: (value: Keep) => void;
}) {
  return (
    <>
      <Radio.Group
        aria-label={label}
        value={value === 'forever' ? 'forever' : 'days'}
        onChange={(next) => onChange(next === 'days' ? usualDays : 'forever')}
      >
        <div className="row row-wide">
          <Radio value="forever" label="Keep for ever" />
          <Radio value="days" label="Keep for a number of days" />
        </div>
      </Radio.Group>
      {value !== 'forever' && (
        <NumberInput
          label="Days"
          min={1}
          max={36_500}
          allowDecimal={false}
          style={{ maxWidth: 160 }}
          value={value}
          onChange={(next) => {
            if (typeof next === 'number') onChange(next);
          }}
        />
      )}
    </>
  );
}
