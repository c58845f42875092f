import type { Issue, Reader } from './document-reader.ts';
import { isObject, join, record, shape, text, whole } from './document-reader.ts';
import type { JsonObject } from './json.ts';
import { METRIC_LABELS } from './metrics.ts';
import type { Metric } from './metrics.ts';

/** How a metric's value is said in the field that receives it; null says it as it is measured. */
export type Conversion =
  /** By what each word of the metric is called there: an item of a picklist, or a text. */
  | { readonly words: Readonly<Record<string, string>> }
  /** A number: what 100 becomes, and to how many decimals it is rounded; null leaves either as it is. */
  | { readonly outOf: number | null; readonly decimals: number | null };

/** What a number may be rounded to, at most. */
export const MOST_DECIMALS = 6;
/** What 100 may become, at most. */
export const GREATEST_SCALE = 1_000;

/** Units that go from 0 to 100, and so can be told on another scale. */
const UNITS_OF_A_HUNDRED: readonly (string | null)[] = ['0–100', '%'];

/** Whether a metric goes from 0 to 100. */
export function isOfAHundred({ type, unit }: Metric): boolean {
  return type === 'number' && UNITS_OF_A_HUNDRED.includes(unit);
}

/** Reads `{ words: { High: Good, … } }`, or `{ outOf: 10, decimals: 0 }`; left out or null: as it is measured. */
export const readConversion: Reader<Conversion | null> = (value, path, issues) => {
  if (value === undefined || value === null) return null;
  if (isObject(value) && 'words' in value) return shape({ words: record(text('')) })(value, path, issues);
  const read = shape({
    outOf: orNull(whole(100, 1, GREATEST_SCALE)),
    decimals: orNull(whole(0, 0, MOST_DECIMALS)),
  })(value, path, issues);
  return read.outOf === null && read.decimals === null ? null : read;
};

function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value, path, issues) => (value === undefined || value === null ? null : read(value, path, issues));
}

/** What of a conversion says nothing of its metric, whatever field receives it. */
export function conversionIssues(
  metric: Metric,
  conversion: Conversion | null,
  path: string,
): readonly Issue[] {
  if (conversion === null) return [];
  if (!('words' in conversion)) {
    if (metric.type !== 'number')
      return [{ path, message: `converts numbers, which ${metric.label} is not` }];
    return conversion.outOf === null || isOfAHundred(metric)
      ? []
      : [
          {
            path: join(path, 'outOf'),
            message: `needs a metric from 0 to 100, which ${metric.label} is not`,
          },
        ];
  }
  if (metric.type !== 'label') return [{ path, message: `converts words, which ${metric.label} has not` }];
  const words: readonly string[] = METRIC_LABELS;
  return [
    ...Object.keys(conversion.words)
      .filter((word) => !words.includes(word))
      .map((word) => ({
        path: join(path, `words.${word}`),
        message: `is no word of ${metric.label}: these are ${words.join(', ')}`,
      })),
    ...words
      .filter((word) => !Object.hasOwn(conversion.words, word))
      .map((word) => ({ path: join(path, 'words'), message: `must say what ${word} becomes` })),
  ];
}

/** Decimals that a number of a metric has once it is converted, at most. */
export function decimalsAfter({ decimals }: Metric, conversion: Conversion | null): number {
  if (conversion === null || 'words' in conversion) return decimals;
  if (conversion.decimals !== null) return conversion.decimals;
  // The smallest step of the metric, on the new scale.
  const step = (conversion.outOf ?? 100) / 100 / 10 ** decimals;
  for (let held = 0; held < MOST_DECIMALS; held += 1) {
    if (Math.abs(Number(step.toFixed(held)) - step) < 1e-9) return held;
  }
  return MOST_DECIMALS;
}

/** The conversion as the document holds it: what leaves the number as it is stays unsaid. */
export function conversionDocument(conversion: Conversion): JsonObject {
  if ('words' in conversion) return { words: { ...conversion.words } };
  const { outOf, decimals } = conversion;
  return { ...(outOf === null ? {} : { outOf }), ...(decimals === null ? {} : { decimals }) };
}
