/** Longest name that is believed before a colon, in characters, and its most words. */
const MAX_NAME_CHARACTERS = 40;
const MAX_NAME_WORDS = 5;
/** How often a name must stand before a colon in a file that marks no speakers otherwise. */
const MIN_TIMES = 2;

/** `Name: words` split at its colon when what stands before it can be a name. */
export function splitPrefix(line: string): { readonly name: string; readonly rest: string } | null {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > MAX_NAME_CHARACTERS) return null;
  const name = line.slice(0, colon).trim();
  const rest = line.slice(colon + 1);
  const isTimeOrUrl = /^\d+$/u.test(name) || rest.startsWith('//');
  return isTimeOrUrl || !isName(name) ? null : { name, rest: rest.trim() };
}

/** One to five words that begin like names do: with a capital, a digit, or a letter of a script without capitals. */
export function isName(text: string): boolean {
  const words = text.split(/\s+/u);
  return (
    text.length <= MAX_NAME_CHARACTERS &&
    words.length <= MAX_NAME_WORDS &&
    words.every((word) =>
      /^[("'’]?(?:\p{Lu}|\p{Lt}|\p{Lo}|\p{N}|(?:van|von|de|der|den|da|di|la|le|del|bin|al)$)/u.test(word),
    )
  );
}

/** Names that stand before a colon at least twice among these lines. */
export function findPrefixes(lines: readonly string[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const line of lines) {
    const prefix = splitPrefix(line);
    if (prefix !== null) times.set(prefix.name, (times.get(prefix.name) ?? 0) + 1);
  }
  return new Set([...times].filter(([, count]) => count >= MIN_TIMES).map(([name]) => name));
}
