import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParamsSchema } from './page.ts';

/** The lists that a person keeps views of. */
export const VIEWED_LISTS = ['accounts', 'stakeholders'] as const;

const nameSchema = z.string().trim().min(1).max(80);
export const listViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Filters and order, as they stand in the list's address. */
  search: z.record(z.string().max(40), z.string().max(200)),
  /** Ids of the columns in their order; empty: the usual ones. */
  columns: z.array(z.string().max(200)).max(100),
  /** Whether the list opens with it. At most one does. */
  isDefault: z.boolean(),
});
export type ListView = z.infer<typeof listViewSchema>;

const reply = z.object({ items: z.array(listViewSchema) });

export const listViews = endpoint({
  name: 'listViews',
  method: 'GET',
  path: '/api/v1/session/views',
  summary: 'The views that the caller keeps of a list, by name',
  action: 'session',
  showsContent: false,
  query: z.object({ list: z.enum(VIEWED_LISTS) }),
  reply,
});
export const saveView = endpoint({
  name: 'saveView',
  method: 'POST',
  path: '/api/v1/session/views',
  summary: 'Keep a view of a list; one of the same name is replaced. At most 50 of a list',
  action: 'session',
  showsContent: false,
  body: z.strictObject({
    list: z.enum(VIEWED_LISTS),
    ...listViewSchema.pick({ search: true, columns: true }).shape,
    name: nameSchema,
  }),
  reply,
});
export const changeView = endpoint({
  name: 'changeView',
  method: 'PUT',
  path: '/api/v1/session/views/:id',
  summary: 'Give a view another name, or make it the one that its list opens with',
  action: 'session',
  showsContent: false,
  params: idParamsSchema,
  body: z.strictObject({ name: nameSchema, isDefault: z.boolean() }),
  reply,
});
export const deleteView = endpoint({
  name: 'deleteView',
  method: 'DELETE',
  path: '/api/v1/session/views/:id',
  summary: 'Forget a view of a list',
  action: 'session',
  showsContent: false,
  params: idParamsSchema,
  reply,
});
