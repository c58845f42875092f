const MARKS = /\p{Bidi_Control}/gu;
const HAS_MARK = /\p{Bidi_Control}/u;

/** Texts that elements and components show beside their children. */
const SHOWN = ['title', 'label', 'description', 'error', 'placeholder', 'alt', 'aria-label'] as const;

/** The text without characters that turn the direction of what stands around it; letters keep theirs. */
export function withoutDirectionMarks(text: string): string {
  return HAS_MARK.test(text) ? text.replace(MARKS, '') : text;
}

/** The properties of an element with every text that it shows made so; what a field holds and sends stays as it is. */
export function withReadableTexts(props: unknown): unknown {
  if (typeof props !== 'object' || props === null) return props;
  const changed: Record<string, unknown> = {};
  for (const name of ['children', ...SHOWN]) {
    const given: unknown = Reflect.get(props, name);
    const readable = readableOf(given);
    if (readable !== given) changed[name] = readable;
  }
  return Object.keys(changed).length === 0 ? props : { ...props, ...changed };
}

function readableOf(given: unknown): unknown {
  if (typeof given === 'string') return withoutDirectionMarks(given);
  if (!Array.isArray(given)) return given;
  const readable = given.map(readableOf);
  return readable.some((one, at) => one !== given[at]) ? readable : given;
}
