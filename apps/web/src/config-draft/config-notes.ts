import { isWithin } from '@handrail/contract';
import type { CheckedConfig } from '../queries/config.ts';
import type { ConfigDocument } from './merge-documents.ts';

/** What stands against a place of a draft: an issue that Save refuses it for, or a warning that Save takes it with. */
export interface ConfigNote {
  readonly path: string;
  readonly message: string;
  readonly isIssue: boolean;
}

/** What the tenant says against a draft, to be shown where the control of each place is. */
export interface ConfigNotes {
  /** What is said of a place, or of what stands in it. */
  at(place: string): readonly ConfigNote[];
  /** What is said of everything but these places. */
  outside(places: readonly string[]): readonly ConfigNote[];
}

/**
 * The notes of the last check of a draft, as far as it still says there what was checked; none before there is one.
 */
export function configNotes(checked: CheckedConfig | undefined, document: ConfigDocument): ConfigNotes {
  const { issues = [], warnings = [] } = checked?.reply ?? {};
  const all = [
    ...issues.map((issue) => ({ ...issue, isIssue: true })),
    ...warnings.map((warning) => ({ ...warning, isIssue: false })),
  ].filter(({ path }) => valueAt(checked?.document, path) === valueAt(document, path));
  return {
    at: (place) => all.filter(({ path }) => isWithin(path, place)),
    outside: (places) => all.filter(({ path }) => !places.some((place) => isWithin(path, place))),
  };
}

/** What a document says at a path, as a text to compare. */
function valueAt(document: unknown, path: string): string | undefined {
  const keys = path.split(/[.[\]]+/u).filter((key) => key !== '');
  const value = keys.reduce<unknown>(
    (held, key) => new Map<string, unknown>(Object.entries(held ?? {})).get(key),
    document,
  );
  return JSON.stringify(value);
}
