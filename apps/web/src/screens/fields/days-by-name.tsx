import { Autocomplete, Button, NumberInput } from '@mantine/core';
import { useState } from 'react';

const MOST_DAYS = 3_650;
const USUAL_DAYS = 30;

/** Days between touches for each of some names (roles, tiers); other names can be added. */
export function DaysByName({
  noun,
  days,
  suggestions,
  isReadOnly,
  onChange,
}: {
  /** What a name is: "role". */
  noun: string;
  days: Readonly<Record<string, number>>;
  suggestions: readonly string[];
  isReadOnly: boolean;
  onChange: (days: Readonly<Record<string, number>>) => void;
}) {
  const names = Object.keys(days);
  return (
    <section className="stack stack-tight" aria-label={`Days between touches by ${noun}`}>
      <h3>By {noun}</h3>
      {names.length === 0 ? (
        <p className="small quiet">No {noun} has days of its own.</p>
      ) : (
        <ul className="list" aria-label={`Days by ${noun}`}>
          {names.map((name) => (
            <li key={name} className="row row-between" style={{ padding: '6px 0' }}>
              <span className="cut" dir="auto" title={name} style={{ flex: '1 1 120px' }}>
                {name}
              </span>
              <NumberInput
                aria-label={`Days between touches, ${noun} ${name}`}
                value={days[name] ?? USUAL_DAYS}
                min={1}
                max={MOST_DAYS}
                clampBehavior="strict"
                allowDecimal={false}
                suffix=" days"
                readOnly={isReadOnly}
                style={{ width: 132 }}
                onChange={(value) => {
                  if (typeof value === 'number' && value >= 1) onChange({ ...days, [name]: value });
                }}
              />
              {!isReadOnly && (
                <Button
                  variant="subtle"
                  color="danger"
                  size="compact-sm"
                  aria-label={`Remove ${noun} ${name}`}
                  onClick={() => {
                    const { [name]: _removed, ...rest } = days;
                    onChange(rest);
                  }}
                >
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <NewName
          noun={noun}
          suggestions={suggestions.filter((name) => !names.includes(name))}
          taken={names}
          onAdd={(name) => onChange({ ...days, [name]: USUAL_DAYS })}
        />
      )}
    </section>
  );
}

function NewName({
  noun,
  suggestions,
  taken,
  onAdd,
}: {
  noun: string;
  suggestions: readonly string[];
  taken: readonly string[];
  onAdd: (name: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  return (
    <form
      className="row"
      style={{ alignItems: 'end' }}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(name);
        setTyped('');
      }}
    >
      <Autocomplete
        label={`Another ${noun}`}
        value={typed}
        data={[...suggestions]}
        maxLength={500}
        onChange={setTyped}
        style={{ flex: '1 1 160px', maxWidth: 280 }}
      />
      <Button
        type="submit"
        variant="default"
        aria-label={`Add ${noun}`}
        disabled={name === '' || taken.includes(name)}
      >
        Add
      </Button>
    </form>
  );
}
