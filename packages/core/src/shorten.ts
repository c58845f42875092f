/** A text of at most so many UTF-16 units: a longer one ends in an ellipsis, and no character is cut in two. */
export function shorten(text: string, mostUnits: number): string {
  if (text.length <= mostUnits) return text;
  return `${text.slice(0, mostUnits - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
