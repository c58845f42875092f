import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

/** A field that is no longer what it was when the configuration was saved last. */
export const fieldChangeSchema = z.object({
  /** The object of Gainsight that it is of: `Company`, `company_person`. */
  object: z.string(),
  name: z.string(),
  label: z.string(),
  kind: z.enum(['added', 'removed', 'renamed', 'retyped', 'unreadable']),
  /** The former label or type. */
  before: z.string().nullable(),
  /** The present label or type, or the field that took its place. */
  now: z.string().nullable(),
  since: instantSchema,
  /** Places of the configuration that use it: `fields.account.region`, `accounts.filter`; else the stream that does. */
  usedBy: z.array(z.string()),
  /** Whether only a stream uses it, as the standard field that it is: no configuration could choose another. */
  isFixed: z.boolean(),
  /** What happened and what to do, in one line. */
  text: z.string(),
});
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const listFieldChanges = endpoint({
  name: 'listFieldChanges',
  method: 'GET',
  path: '/api/v1/fields/changes',
  summary:
    'Fields that Gainsight added, removed, renamed, retyped or refuses since the configuration was saved',
  action: 'read-settings',
  showsContent: false,
  reply: z.object({ items: z.array(fieldChangeSchema) }),
});
