const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}]/gu;

/** A text from outside made safe for a terminal: one line, no escape sequences, no turned direction. */
export function plainText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNPRINTABLE, '�');
}
