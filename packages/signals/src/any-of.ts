/** What stands on both sides of a cue, so that it matches whole words only. */
export interface Borders {
  readonly before: string;
  readonly after: string;
}

/** Borders for languages of the plain alphabet. */
export const PLAIN_BORDERS: Borders = { before: String.raw`\b`, after: String.raw`\b` };
/** A word begins, and may go on: for cues that end in a stem. */
export const OPEN_BORDERS: Borders = { before: String.raw`\b`, after: '' };
/** Borders that know letters with marks (ä, ß) for letters. */
export const LETTER_BORDERS: Borders = { before: String.raw`(?<!\p{L})`, after: String.raw`(?!\p{L})` };

/** A pattern, blind to case, of alternatives written one a line; with borders each matches whole words only. */
export function anyOf(lines: string, borders: Borders | null = null): RegExp {
  const alternatives = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('|');
  return new RegExp(
    borders === null ? alternatives : `${borders.before}(?:${alternatives})${borders.after}`,
    'iu',
  );
}
