import type { Preview } from './preview.ts';

/** What a preview could not foresee because fields are gone, and when what it foresees comes to be; null when it could. */
export function unforeseenInWords({ unforeseen }: Pick<Preview, 'unforeseen'>): string | null {
  if (unforeseen === null) return null;
  const { fields, isDecided } = unforeseen;
  const isOne = fields.length === 1;
  const without = `Gainsight has no ${isOne ? 'field' : 'fields'} ${fields.join(', ')}`;
  const until = isOne
    ? 'until another field is chosen, or Gainsight has it again'
    : 'until other fields are chosen, or Gainsight has them again';
  return isDecided
    ? `${without}: what is read from there is shown as it stands, and is not foreseen for accounts that enter. Runs of accounts stop before they decide ${until}; what is told here comes only then.`
    : `${without}, and accounts cannot be decided without: what becomes of them is not foreseen. Their runs stop before they decide ${until}.`;
}
