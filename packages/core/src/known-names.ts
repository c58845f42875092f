/** A user or an account of the tenant, as a document may name it: by address, by id, or by a name that nobody else has. */
export interface KnownRecord {
  readonly id: string;
  readonly name: string | null;
  /** E-mail of a user; an account has none. */
  readonly address: string | null;
  readonly isActive: boolean;
}

/** What a text of a document means among the records whose id, address or name it is. */
export type Meaning =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'none' }
  /** A name that is not theirs alone, or a user who is no longer active: their id alone says who is meant. */
  | { readonly kind: 'unclear'; readonly records: readonly KnownRecord[] };

/**
 * Tells whom a text means: by id whoever has it, by address an active user, by name the only one of that name. `records`
 * are those that have the text as one of these, letter case and blanks at the ends aside.
 */
export function meaningOf(text: string, records: readonly KnownRecord[]): Meaning {
  const own = records.find(({ id }) => id === text);
  if (own !== undefined) return { kind: 'one', id: own.id };
  const [first, ...others] = records.filter(({ id }) => id !== text);
  if (first === undefined) return { kind: 'none' };
  if (isAddress(text)) {
    const [user] = records
      .filter(({ isActive }) => isActive)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
    return user === undefined ? { kind: 'unclear', records } : { kind: 'one', id: user.id };
  }
  return others.length === 0 && first.isActive ? { kind: 'one', id: first.id } : { kind: 'unclear', records };
}

/** Whether a text is written as an e-mail address. */
export function isAddress(text: string): boolean {
  return text.includes('@');
}

/** What a document names a record by so that nobody else is meant: an active user by address, an account by name; else by id. */
export function nameFor(record: KnownRecord, sameName: number): string {
  const { id, name, address, isActive } = record;
  if (!isActive) return id;
  if (address !== null && address !== '') return address;
  return name !== null && name !== '' && sameName === 1 ? name : id;
}
