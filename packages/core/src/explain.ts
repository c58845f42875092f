import { sentence } from './filter-sentence.ts';
import { filterAt } from './filter.ts';
import type { Filter, Verdict } from './filter.ts';
import type { JsonValue } from './json.ts';
import type { RunCause, RunMode } from './run.ts';
import { optionLabel, splitItems } from './source-field.ts';
import type { FieldCatalog } from './source-field.ts';

/** What "Why?" can be asked of. */
export const EXPLAINED_NOUNS = [
  'account',
  'relationship',
  'stakeholder',
  'user',
  'meeting',
  'delivery',
] as const;

/** One of {@link EXPLAINED_NOUNS}. */
export type ExplainedNoun = (typeof EXPLAINED_NOUNS)[number];

/** A run as a reason names it. */
export interface ReasonRun {
  readonly id: string;
  readonly number: number;
  readonly stream: string;
  readonly mode: RunMode;
  readonly cause: RunCause;
  readonly configVersion: number;
}

/** One part of the answer: what is known, since when, and where it can be looked at. */
export interface Reason {
  readonly label: string;
  readonly text: string;
  readonly at: Date | null;
  readonly link: { readonly to: 'run' | 'account' | 'meeting'; readonly id: string } | null;
}

/** Where the value of one field comes from. */
export interface FieldOrigin {
  /** Our name; a custom field as `fields.<name>`. */
  readonly field: string;
  readonly label: string;
  readonly value: JsonValue;
  /** Null for a field that no source field fills. */
  readonly source: {
    readonly object: string;
    readonly field: string;
    readonly label: string | null;
    readonly value: JsonValue;
    /** False where the value is not kept while its record is out: then null says nothing of the source. */
    readonly isKept: boolean;
    /** Whether nobody chose it: it fills the field while the document maps nothing to it. */
    readonly isDefault: boolean;
  } | null;
  /** How the source value becomes ours, in words. */
  readonly conversion: string;
  /** Whose value stands, in words. */
  readonly owner: string;
  /** Who set the value by hand, and when; null for a field that its source fills. */
  readonly manual: { readonly by: string | null; readonly at: Date } | null;
  /** The last change; null where no change is known. */
  readonly change: {
    readonly at: Date;
    readonly before: JsonValue;
    readonly after: JsonValue;
    readonly cause: string;
    readonly run: ReasonRun | null;
  } | null;
}

/** Why something stands as it stands: derived from what is stored, never guessed. */
export interface Explanation {
  readonly noun: ExplainedNoun;
  /** Ours; null for what never came in. */
  readonly id: string | null;
  readonly sourceId: string | null;
  readonly name: string | null;
  /** One word on where it stands: `present`, `filtered`, `missing`, `held`, `set-aside`, a state of a delivery … */
  readonly standing: string;
  /** The answer in one sentence. */
  readonly answer: string;
  readonly reasons: readonly Reason[];
  /** What would change it; null when nothing need be done. */
  readonly remedy: string | null;
  readonly fields: readonly FieldOrigin[];
}

/** A filter as it was when it decided. */
export interface DecidingFilter {
  readonly filter: Filter | null;
  readonly fields: FieldCatalog;
  readonly configVersion: number;
}

/** A verdict in words: the rule as a sentence, and the value that decided. */
export interface VerdictWords {
  /** The deciding rule or group, as a sentence without a full stop; null where everything is imported. */
  readonly rule: string | null;
  /** "Status is Churned" */
  readonly value: string | null;
  readonly answer: string;
}

/**
 * Says a verdict. A rule that the filter no longer has, because the version that decided is not known, is named by its
 * field alone. `shown` is the value as a person reads it where it is the id of something with a name.
 */
export function verdictInWords(
  verdict: Verdict,
  by: DecidingFilter,
  shown: string | null = null,
): VerdictWords {
  if (verdict.rule === 'all' || verdict.field === null) {
    return { rule: null, value: null, answer: 'Imported: all accounts are, no filter is set.' };
  }
  const leaf = by.filter === null ? null : filterAt(by.filter, verdict.rule);
  const isKnown = leaf !== null && 'field' in leaf && leaf.field === verdict.field;
  const node = isKnown && by.filter !== null ? decidingPart(by.filter, verdict) : null;
  const label = by.fields.get(verdict.field)?.label ?? verdict.field;
  const rule = node === null ? `the rule on ${label}` : sentence(node, by.fields);
  const value = `${label} is ${shown ?? valueInWords(verdict.value, by.fields, verdict.field)}`;
  const quoted = node === null ? rule : `“${rule}”`;
  const fails = node !== null && 'or' in node ? `nothing of ${quoted} holds` : `${quoted} does not hold`;
  return {
    rule,
    value,
    answer: verdict.in
      ? `Imported because ${quoted} holds: ${value}.`
      : `Filtered out because ${fails}: ${value}.`,
  };
}

/**
 * The rule or group of a filter that decided. A group of all lets in, and a group of any keeps out, by all of its members:
 * then the whole group did.
 */
export function decidingPart(filter: Filter, verdict: Pick<Verdict, 'in' | 'rule'>): Filter | null {
  const chosen = verdict.in ? 'or[' : 'and[';
  const steps = verdict.rule.split('.');
  const whole = steps.findIndex((step) => step !== 'rule' && !step.startsWith(chosen));
  return filterAt(filter, whole === -1 ? verdict.rule : steps.slice(0, whole).join('.'));
}

/** A source value as a person reads it: labels of picklist items, "empty" for nothing. */
export function valueInWords(value: JsonValue, fields: FieldCatalog, name: string): string {
  const field = fields.get(name);
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 10 });
  if (field?.type === 'multi-picklist') {
    return splitItems(value)
      .map((item) => optionLabel(field, item))
      .join(', ');
  }
  return typeof value === 'string' ? optionLabel(field, value) : JSON.stringify(value);
}

/** A run in a sentence: "run #12 of accounts (full, configuration version 3)". */
export function runInWords({ number, stream, mode, configVersion }: ReasonRun): string {
  const how = mode === 'projection' ? 'stored records decided again' : mode;
  return `run #${number} of ${stream} (${how}, configuration version ${configVersion})`;
}

/** What a change of a field was caused by; without a run a person did it here. */
export function causeInWords(run: ReasonRun | null): string {
  if (run === null) return 'A person, by hand';
  if (run.cause === 'day-change') return `A new day for rules with relative dates, ${runInWords(run)}`;
  if (run.mode === 'projection') return `Configuration version ${run.configVersion}, ${runInWords(run)}`;
  return `Read from Gainsight by ${runInWords(run)}`;
}
