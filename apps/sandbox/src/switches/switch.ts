import { z } from 'zod';

/** How well a reading stands: in the documents, second hand, seen in live clients, inferred. */
export type ReadingMark = 'D' | 'G' | 'C' | 'I';

/** What the table says about a switch, beside its name and values. */
export interface SwitchNote {
  readonly vendor: 'gainsight' | 'gong';
  /** Mark of the default value. */
  readonly mark: ReadingMark;
  /** Where the reference tells of the doubt, e.g. `§4.5, §19.16, §20.2`. */
  readonly line: string;
  /** What the switch decides, for a person. */
  readonly says: string;
}

/** A switch of one kind of value; its first example is the default. */
export interface SwitchEntry extends SwitchNote {
  /** `choice`: the examples are all values there are; the others take any number, or any list of names. */
  readonly kind: 'choice' | 'number' | 'names';
  readonly exampleValues: readonly unknown[];
}

const entries = new WeakMap<object, SwitchEntry>();

/** What is known of a switch, by the schema that reads it. */
export function findSwitchEntry(schema: object): SwitchEntry | undefined {
  return entries.get(schema);
}

/** A switch with some named positions, the default first. */
export function choice<const Value extends string | number>(
  exampleValues: readonly [Value, ...Value[]],
  note: SwitchNote,
) {
  return withDefault(z.literal<readonly Value[]>(exampleValues), exampleValues[0], {
    ...note,
    kind: 'choice',
    exampleValues,
  });
}

/** A switch that takes any whole number; the examples say which are worth trying, the default first. */
export function number(exampleValues: readonly [number, ...number[]], note: SwitchNote) {
  return withDefault(z.int(), exampleValues[0], { ...note, kind: 'number', exampleValues });
}

/** A switch that takes a list of names; empty by default. */
export function names(exampleValues: readonly (readonly string[])[], note: SwitchNote) {
  const entry = { ...note, kind: 'names', exampleValues: [[], ...exampleValues] } as const;
  return withDefault(z.array(z.string()).readonly(), [], entry);
}

function withDefault<Value>(schema: z.ZodType<Value>, first: Value, entry: SwitchEntry) {
  const read = schema.optional().transform((value): Value => value ?? first);
  entries.set(read, entry);
  return read;
}
