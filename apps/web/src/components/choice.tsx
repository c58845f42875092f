import './choice.css';

/** An option of a choice; an empty value means "all". */
export interface Option<V extends string> {
  readonly value: V | '';
  readonly label: string;
}

/** A small drop-down with its name in front, for filters; the browser's own, so it works everywhere by keyboard. */
export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: V | undefined;
  options: readonly Option<V>[];
  onChange: (value: V | undefined) => void;
}) {
  return (
    <label className={value === undefined ? 'choice' : 'choice choice-set'}>
      <span className="small">{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value)?.value;
          onChange(chosen === '' ? undefined : chosen);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
