/** One thing wrong with a document, at its path (`accounts.filter.and[1].op`). */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/**
 * Reads one value of a document. It notes every issue and still returns a value of its type, so that one pass
 * finds all that is wrong; the value of a document with issues is never used. `undefined` stands for "left out".
 */
export type Reader<T> = (value: unknown, path: string, issues: Issue[]) => T;

/** A text of 1 to `maxUnits` UTF-16 units; left out: the default. */
export function text<T extends string | null>(whenLeftOut: T, maxUnits = 500): Reader<string | T> {
  return (value, path, issues) => {
    if (value === undefined || (value === null && whenLeftOut === null)) return whenLeftOut;
    if (typeof value === 'string' && value !== '' && value.length <= maxUnits && isStorable(value))
      return value;
    issues.push({ path, message: `must be a text of 1 to ${maxUnits} characters` });
    return whenLeftOut;
  };
}

function isStorable(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}

/** A boolean; left out: the default. */
export function flag(whenLeftOut: boolean): Reader<boolean> {
  return (value, path, issues) => {
    if (value === undefined) return whenLeftOut;
    if (typeof value === 'boolean') return value;
    issues.push({ path, message: 'must be true or false' });
    return whenLeftOut;
  };
}

/** A whole number within bounds (both included); left out: the default. */
export function whole(whenLeftOut: number, least: number, most: number): Reader<number> {
  return (value, path, issues) => {
    if (value === undefined) return whenLeftOut;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    issues.push({ path, message: `must be a whole number from ${least} to ${most}` });
    return whenLeftOut;
  };
}

/** One of a list of words; left out: the default. */
export function word<const T extends string>(words: readonly T[], whenLeftOut: NoInfer<T>): Reader<T> {
  return (value, path, issues) => {
    if (value === undefined) return whenLeftOut;
    const known = words.find((item) => item === value);
    if (known !== undefined) return known;
    issues.push({ path, message: `must be one of ${words.join(', ')}` });
    return whenLeftOut;
  };
}

/** A list of at most `most` items; left out: an empty one. */
export function list<T>(item: Reader<T>, most = 10_000): Reader<readonly T[]> {
  return (value, path, issues) => {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      issues.push({ path, message: 'must be a list' });
      return [];
    }
    if (value.length > most) issues.push({ path, message: `must hold at most ${most} items` });
    return value.slice(0, most).map((member: unknown, index) => {
      if (member === undefined) issues.push({ path: `${path}[${index}]`, message: 'must not be empty' });
      return item(member, `${path}[${index}]`, issues);
    });
  };
}

/** An object with any keys, each value read alike; left out: an empty one. */
export function record<T>(member: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, path, issues) => {
    const entries = entriesOf(value, path, issues).map(([key, held]) => {
      if (!isStorable(key) || key.length > 200)
        issues.push({ path: join(path, key), message: 'is not a possible name' });
      return [key, member(held, join(path, key), issues)] as const;
    });
    return Object.fromEntries(entries);
  };
}

/** What an object of readers reads. */
export type Shape<R extends Readonly<Record<string, Reader<unknown>>>> = {
  readonly [K in keyof R]: R[K] extends Reader<infer T> ? T : never;
};

/** An object with exactly these keys, each of which may be left out; unknown ones are issues. */
export function shape<R extends Readonly<Record<string, Reader<unknown>>>>(readers: R): Reader<Shape<R>>;
export function shape(
  readers: Readonly<Record<string, Reader<unknown>>>,
): Reader<Readonly<Record<string, unknown>>> {
  return (value, path, issues) => {
    const held = new Map(entriesOf(value, path, issues));
    for (const key of held.keys()) {
      if (!Object.hasOwn(readers, key)) issues.push({ path: join(path, key), message: 'is not a known key' });
    }
    return Object.fromEntries(
      Object.entries(readers).map(([key, read]) => [key, read(held.get(key), join(path, key), issues)]),
    );
  };
}

/** The members of an object; an issue and none when it is something else. */
export function entriesOf(
  value: unknown,
  path: string,
  issues: Issue[],
): readonly (readonly [string, unknown])[] {
  if (value === undefined) return [];
  if (isObject(value)) return Object.entries(value);
  issues.push({ path, message: 'must be an object' });
  return [];
}

/** Whether a value is an object and not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The path of a member. */
export function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
