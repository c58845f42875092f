import { EXPLAINED_BY } from '@handrail/database';
import { z } from 'zod';

/** A change of the log: what became of which field, and what it was caused by. */
export interface ToldChange {
  /** Fields with their value before and after. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What explains the change, as a sentence; null where nothing beside its run does. */
  readonly reason: string | null;
}

const CAUSES: readonly string[] = Object.values(EXPLAINED_BY);

// An approval is of a run, by its number, or the word of a person on the page of the record, by their id.
const toldSchema = z
  .tuple([z.null(), z.union([z.number(), z.string()])])
  .nullable()
  .catch(null);
const explanationSchema = z.object({
  [EXPLAINED_BY.approval]: toldSchema,
  [EXPLAINED_BY.configuration]: toldSchema,
});

/** Parts what the log keeps of a change: the causes stand among its fields, and are told as the reason. */
export function tellChange(kept: unknown): ToldChange {
  const fields = Object.entries(Object(kept)).filter(([name]) => !CAUSES.includes(name));
  return { fields: Object.fromEntries(fields), reason: reasonOf(kept) };
}

function reasonOf(kept: unknown): string | null {
  const { approval, configuration } = explanationSchema.parse(Object(kept));
  if (approval !== null)
    return typeof approval[1] === 'number' ? `Approved in run #${approval[1]}.` : 'By a person.';
  return configuration === null ? null : `By configuration version ${configuration[1]}.`;
}
