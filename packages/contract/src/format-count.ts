/** A count with its thousands set apart, by the reader's locale. */
export function formatCount(value: number): string {
  return new Intl.NumberFormat(undefined).format(value);
}

/** A count with its noun, of which the plural is regular: "1 call", "1,204 calls". */
export function counted(value: number, one: string): string {
  return `${formatCount(value)} ${value === 1 ? one : `${one}s`}`;
}
