import type { Preview } from './preview.ts';

/** What a preview could not foresee because fields are gone, and when what it foresees comes to be; null when it could. */
export function unforeseenInWords({ unforeseen }: Pick<Preview, 'unforeseen'>): string | null {
  if (unforeseen === null) return null;
  const { fields, isDecided } = unforeseen;
  const names = fields.join(', ');
  const without = `Gainsight has no ${fields.length === 1 ? 'field' : 'fields'} ${names}`;
  const until = `until another field is chosen for ${names}, or Gainsight has it again`;
  return isDecided
    ? `${without}: what is read from there is shown as it stands, and is not foreseen for accounts that enter. Runs of accounts stop before they decide ${until}; what is told here comes only then.`
    : `${without}, by which accounts are decided: what becomes of accounts is not foreseen. Their runs stop before they decide ${until}.`;
}
