import type { SourceField } from '@handrail/contract';
import { isOfAHundred, METRIC_LABELS, optionName, proposeWords } from '@handrail/core';
import type { Metric } from '@handrail/core';
import { NativeSelect, TextInput } from '@mantine/core';
import { activeItems, asConversion } from './writeback-draft.ts';
import type { DraftValue } from './writeback-draft.ts';

/** Scales that fields of scores are usually made for. */
const SCALES = [1, 5, 10];
const DECIMALS = [0, 1, 2, 3];
const AS_IS = 'as-is';

/** How the values of a row are said in its field: what each word becomes there, or on which scale a number is told. */
export function ConversionFields({
  value,
  metric,
  field,
  onChange,
}: {
  value: DraftValue;
  metric: Metric;
  /** The field that receives them; undefined before one is chosen. */
  field: SourceField | undefined;
  onChange: (value: DraftValue) => void;
}) {
  if (metric.type === 'label' && field !== undefined) {
    return <WordFields value={value} field={field} onChange={onChange} />;
  }
  if (metric.type !== 'number') return null;
  const { conversion: _conversion, ...row } = value;
  const { outOf, decimals } = numbersOf(value);
  const put = (parts: Parameters<typeof asConversion>[0]) => onChange({ ...row, ...asConversion(parts) });
  return (
    <>
      {isOfAHundred(metric) && (
        <NativeSelect
          label="Scale"
          data={choicesOf(SCALES, outOf, '0 to 100', (top) => `0 to ${top}`)}
          value={outOf ?? AS_IS}
          onChange={(event) => put({ outOf: readNumber(event.currentTarget.value), decimals })}
        />
      )}
      {(metric.decimals > 0 || outOf !== undefined || decimals !== undefined) && (
        <NativeSelect
          label="Decimals"
          data={choicesOf(DECIMALS, decimals, 'As they are', String)}
          value={decimals ?? AS_IS}
          onChange={(event) => put({ outOf, decimals: readNumber(event.currentTarget.value) })}
        />
      )}
    </>
  );
}

/** One control for each word of the metric; each stands for itself while nothing else was said. */
function WordFields({
  value,
  field,
  onChange,
}: {
  value: DraftValue;
  field: SourceField;
  onChange: (value: DraftValue) => void;
}) {
  const { conversion, ...row } = value;
  const isPicklist = field.type === 'picklist';
  const items = activeItems(field);
  const proposed = proposeWords({ options: items });
  const said = new Map(
    conversion !== undefined && 'words' in conversion ? Object.entries(conversion.words) : [],
  );
  const thereOf = (word: string) => said.get(word) ?? (isPicklist ? (proposed.get(word) ?? '') : word);
  const put = (word: string, there: string) => {
    const words = Object.fromEntries(METRIC_LABELS.map((one) => [one, one === word ? there : thereOf(one)]));
    const isItself = METRIC_LABELS.every((one) => words[one] === one);
    onChange(isItself ? row : { ...row, conversion: { words } });
  };
  return METRIC_LABELS.map((word) =>
    isPicklist ? (
      <NativeSelect
        key={word}
        label={`${word} becomes`}
        data={itemChoices(items, thereOf(word))}
        value={thereOf(word)}
        onChange={(event) => put(word, event.currentTarget.value)}
      />
    ) : (
      <TextInput
        key={word}
        label={`${word} becomes`}
        value={thereOf(word)}
        maxLength={200}
        onChange={(event) => put(word, event.currentTarget.value)}
      />
    ),
  );
}

function itemChoices(items: SourceField['options'], current: string) {
  const choices = items.map((item) => ({ value: optionName(item), label: item.label }));
  const known = choices.find(({ value, label }) => [value, label].includes(current));
  // A document may name an item by its label; an item that is no longer listed is still shown.
  if (current !== '' && known?.value !== current) {
    choices.unshift({ value: current, label: known?.label ?? `${current} (not listed)` });
  }
  return [{ value: '', label: 'Choose an item', disabled: true }, ...choices];
}

function numbersOf({ conversion }: DraftValue): { outOf?: number; decimals?: number } {
  return conversion === undefined || 'words' in conversion ? {} : conversion;
}

function choicesOf(
  usual: readonly number[],
  current: number | undefined,
  asIs: string,
  say: (number: number) => string,
) {
  const numbers = current === undefined || usual.includes(current) ? usual : [...usual, current];
  return [
    { value: AS_IS, label: asIs },
    ...numbers.map((number) => ({ value: String(number), label: say(number) })),
  ];
}

function readNumber(text: string): number | undefined {
  return text === AS_IS ? undefined : Number(text);
}
