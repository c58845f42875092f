/** Abbreviations after which a sentence goes on. */
const ABBREVIATION =
  /(?:^|\s)(?:Mr|Mrs|Ms|Dr|Prof|St|bzw|ca|usw|Nr|etc|vs|e\.g|i\.e|z\.\s?B|d\.\s?h|bl\.a|t\.ex|M)\.$/i;

/**
 * Splits what somebody said into sentences, as a transcript has them. Never empty for words that are not, and joined
 * with blanks the sentences are the words again. In languages that write the day of a date with a point ("am 3. März")
 * a number and a point end no sentence.
 */
export function splitSentences(words: string, language: string): string[] {
  const pointInDates = language !== 'eng' && language !== 'fre';
  const sentences: string[] = [];
  let open = '';
  for (const piece of words.trim().split(/(?<=[.!?…]["”»)]?)\s+/)) {
    if (piece === '') continue;
    open = open === '' ? piece : `${open} ${piece}`;
    if (ABBREVIATION.test(open) || (pointInDates && /\d\.$/.test(open))) continue;
    sentences.push(open);
    open = '';
  }
  if (open !== '') sentences.push(open);
  return sentences;
}
