import type { FieldDefinition } from '../world.ts';

const unsortable = ['MULTISELECTDROPDOWNLIST', 'RICHTEXTAREA', 'JSON'];

/** Whether rows may be ordered and grouped by a field (reference section 11.2). */
export function isSortable({ type }: FieldDefinition): boolean {
  return !unsortable.includes(type);
}
