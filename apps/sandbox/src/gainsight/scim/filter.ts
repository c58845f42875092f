import { ScimError } from './scim-error.ts';

/** `attribute eq "value"`, the one form of filter that clients are seen to send. */
export interface ScimFilter {
  readonly attribute: string;
  /** In lower case: names and addresses compare without regard to letter case. */
  readonly value: string;
}

/** Reads a filter over some attributes; null when there is none. Throws `invalidFilter` for any other form. */
export function readFilter(text: string | undefined, attributes: readonly string[]): ScimFilter | null {
  if (text === undefined || text.trim() === '') return null;
  const [, name, quoted] = /^\s*([\w.]+)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i.exec(text) ?? [];
  const attribute = attributes.find((one) => one.toLowerCase() === name?.toLowerCase());
  const value: unknown = quoted === undefined ? null : parse(quoted);
  if (attribute === undefined || typeof value !== 'string') {
    const known = attributes.map((one) => `${one} eq "…"`).join(', ');
    throw new ScimError(400, `The filter is not supported; use one of ${known}`, 'invalidFilter');
  }
  return { attribute, value: value.toLowerCase() };
}

function parse(quoted: string): unknown {
  try {
    const value: unknown = JSON.parse(quoted);
    return value;
  } catch {
    // An escape that JSON does not know: no filter that we can read.
    return null;
  }
}
