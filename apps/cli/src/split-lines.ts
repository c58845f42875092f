/** A run of whole lines of a text. */
export interface LinePart {
  readonly content: string;
  /** Number of its first line in the whole, from 1. */
  readonly firstLine: number;
}

/**
 * Cuts a text at line ends into parts whose JSON form is at most `maxBytes`; a longer single line
 * stands alone. Parts of blank lines only are left out.
 */
export function splitLines(text: string, maxBytes: number): LinePart[] {
  const parts: LinePart[] = [];
  let lines: string[] = [];
  let bytes = 0;
  let firstLine = 1;
  const close = (nextLine: number): void => {
    const content = lines.join('\n');
    if (content.trim() !== '') parts.push({ content, firstLine });
    lines = [];
    bytes = 0;
    firstLine = nextLine;
  };
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    // As it travels: quotes and backslashes grow in JSON.
    const lineBytes = Buffer.byteLength(JSON.stringify(line));
    if (lines.length > 0 && bytes + lineBytes > maxBytes) close(number);
    lines.push(line);
    bytes += lineBytes;
  }
  close(number + 1);
  return parts;
}
