/** Accounts of a meeting that are not for who asks to see, in the place of their names; null where there are none. */
export function unseenAccountsInWords(count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? 'an account that you may not see' : `${count} accounts that you may not see`;
}
