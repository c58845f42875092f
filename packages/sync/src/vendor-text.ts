/** Most characters of a vendor's own words that are kept and shown. */
export const MAX_VENDOR_CHARACTERS = 300;

/** A vendor's words, fit to be stored and shown: on one line, without control characters and of bounded length. */
export function quoteVendor(text: string): string {
  const line = text
    .toWellFormed()
    // Control, format and separator characters: they break lines, logs and terminals, or hide what stands there.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= MAX_VENDOR_CHARACTERS) return line;
  return `${characters.slice(0, MAX_VENDOR_CHARACTERS - 1).join('')}…`;
}
