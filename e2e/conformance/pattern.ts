/**
 * Replies as the documents show them, with ids, dates and the like left open. One pattern serves twice: the sandbox's
 * reply is held against it, and its sample, the document's literal reply, is what the client reads.
 */

/** A part of a reply that differs from run to run: the document's own value, and what any value must be. */
export class Matcher {
  readonly sample: unknown;
  readonly says: string;
  /** Where a value departs, one line each; none when it is accepted. */
  readonly explain: (actual: unknown, kept: Kept, path: string) => readonly string[];

  constructor(
    sample: unknown,
    says: string,
    judge: (actual: unknown, kept: Kept, path: string) => boolean | readonly string[],
  ) {
    this.sample = sample;
    this.says = says;
    this.explain = (actual, values, path) => {
      const judged = judge(actual, values, path);
      if (typeof judged !== 'boolean') return judged;
      return judged ? [] : [`${path}: expected ${says}, got ${show(actual)}`];
    };
  }
}

/** JSON in which any part may be a matcher. Objects have exactly the keys shown, unless `including` wraps them. */
export type Pattern =
  | Matcher
  | string
  | number
  | boolean
  | null
  | Date
  | readonly Pattern[]
  | { readonly [key: string]: Pattern };

/** Values kept from earlier replies, by name. */
export type Kept = ReadonlyMap<string, unknown>;

/** A value that meets a test; `sample` is the document's. */
export function some(sample: unknown, says: string, accepts: (actual: unknown) => boolean): Matcher {
  return new Matcher(sample, says, accepts);
}

/** A string that a regular expression accepts. */
export function text(sample: string, pattern = /\S/): Matcher {
  return some(
    sample,
    `a text like ${pattern}`,
    (actual) => typeof actual === 'string' && pattern.test(actual),
  );
}

/** A request id: a UUID (§19 line 10 [C]). */
export function requestId(sample = '6f0c1d4e-2b7a-4c55-9e0f-31a7d2b84c10'): Matcher {
  return text(sample, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
}

/** A 36-character GSID (§3.1 [D samples]), of an object code where one is given. */
export function gsid(sample: string, code = ''): Matcher {
  return text(sample, new RegExp(`^${code}[A-Z0-9]{${36 - code.length}}$`));
}

/** An ISO instant with `Z` (§3.5 [C]). */
export function instant(sample: string): Matcher {
  return text(sample, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
}

/** Epoch milliseconds (§3.5 [D]). */
export function epoch(sample: number): Matcher {
  return some(sample, 'epoch milliseconds', (actual) => Number.isInteger(actual) && Number(actual) > 1e11);
}

/** Anything of a JSON type. */
export function anyOf(type: 'string' | 'number' | 'boolean', sample: unknown): Matcher {
  return some(sample, `any ${type}`, (actual) => typeof actual === type);
}

/** One of several literals. */
export function oneOf(sample: unknown, ...others: readonly unknown[]): Matcher {
  return some(sample, `one of ${JSON.stringify([sample, ...others])}`, (actual) =>
    [sample, ...others].includes(actual),
  );
}

/** The value kept under a name. */
export function kept(name: string, sample: unknown): Matcher {
  return new Matcher(
    sample,
    `the kept value ${name}`,
    (actual, values) => values.has(name) && actual === values.get(name),
  );
}

/** An object that has at least these keys; the documents leave the others open. */
export function including(keys: { readonly [key: string]: Pattern }): Matcher {
  return new Matcher(sampleOf(keys), 'an object that includes these keys', (actual, values, path) =>
    differences(onlyKeys(actual, Object.keys(keys)), keys, values, path),
  );
}

/** A list whose every item fits, of at least `least` items. */
export function every(item: Pattern, least = 1): Matcher {
  return new Matcher(
    [sampleOf(item)],
    `a list of at least ${least}, every item fitting`,
    (actual, values, path) =>
      Array.isArray(actual) && actual.length >= least
        ? actual.flatMap((one, index) => differences(one, item, values, `${path}[${index}]`))
        : false,
  );
}

/** A list that holds an item like each of these, among others. */
export function holding(...items: readonly Pattern[]): Matcher {
  return new Matcher(items.map(sampleOf), 'a list that holds each of these', (actual, values, path) =>
    Array.isArray(actual)
      ? items.flatMap((item) => {
          const found = actual.map((one) => differences(one, item, values, `${path}[]`));
          // The nearest miss says most.
          return found.toSorted((left, right) => left.length - right.length)[0] ?? [`${path}: is empty`];
        })
      : false,
  );
}

/** A list of so many items, whatever they are. */
export function listOf(length: number, sample: readonly unknown[] = []): Matcher {
  return some(
    sample,
    `a list of ${length} items`,
    (actual) => Array.isArray(actual) && actual.length === length,
  );
}

/** A key that some documents show and others do not. */
export function optional(pattern: Pattern): Matcher {
  return new Matcher(sampleOf(pattern), 'this value or no key', (actual, values, path) =>
    actual === undefined ? true : differences(actual, pattern, values, path),
  );
}

/** No such key. */
export const absent = new Matcher(undefined, 'no such key', (actual) => actual === undefined);

/** The document's literal reply behind a pattern. */
export function sampleOf(pattern: Pattern): unknown {
  if (pattern instanceof Matcher) return pattern.sample;
  if (pattern === null || typeof pattern !== 'object' || pattern instanceof Date) return pattern;
  if (isList(pattern)) return pattern.map(sampleOf);
  return Object.fromEntries(Object.entries(pattern).map(([key, value]) => [key, sampleOf(value)]));
}

/** Where a value differs from a pattern, one line each; none when it fits. */
export function differences(actual: unknown, pattern: Pattern, values: Kept, path = ''): string[] {
  const at = path === '' ? 'the whole' : path;
  if (pattern instanceof Matcher) {
    return [...pattern.explain(actual, values, at)];
  }
  if (pattern instanceof Date) {
    const isSame = actual instanceof Date && actual.getTime() === pattern.getTime();
    return isSame ? [] : [`${at}: expected ${pattern.toISOString()}, got ${show(actual)}`];
  }
  if (pattern === null || typeof pattern !== 'object') {
    return Object.is(actual, pattern) ? [] : [`${at}: expected ${show(pattern)}, got ${show(actual)}`];
  }
  if (isList(pattern)) {
    if (!Array.isArray(actual) || actual.length !== pattern.length)
      return [`${at}: expected a list of ${pattern.length}, got ${show(actual)}`];
    return pattern.flatMap((one, index) => differences(actual[index], one, values, `${path}[${index}]`));
  }
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
    return [`${at}: expected an object, got ${show(actual)}`];
  const entries = new Map<string, unknown>(Object.entries(actual));
  const surplus = [...entries.keys()].filter((key) => !(key in pattern));
  return [
    ...surplus.map((key) => `${at}: has a key ${key} that the document does not show`),
    ...Object.entries(pattern).flatMap(([key, value]) =>
      differences(entries.get(key), value, values, path === '' ? key : `${path}.${key}`),
    ),
  ];
}

function isList(pattern: object): pattern is readonly Pattern[] {
  return Array.isArray(pattern);
}

function onlyKeys(actual: unknown, keys: readonly string[]): unknown {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return actual;
  const values = new Map<string, unknown>(Object.entries(actual));
  // An error keeps what matters outside its enumerable keys.
  return Object.fromEntries(
    keys.filter((key) => key in actual).map((key) => [key, values.get(key) ?? Reflect.get(actual, key)]),
  );
}

function show(value: unknown): string {
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 300 ? `${written.slice(0, 300)}…` : written;
}
