/**
 * Those of the requested fields that an error's prose names, so that an admin learns which one without the prose
 * itself, which may repeat values of the filter.
 */
export function namedFields(prose: string, fields: readonly string[]): string[] {
  const words = new Set(prose.toLowerCase().split(/[^a-z0-9_.]+/));
  return [...new Set(fields)].filter((field) => words.has(field.toLowerCase()));
}
