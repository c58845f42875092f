import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { SandboxError } from '../errors.ts';
import type { FieldLedger } from '../gainsight/admin/field-ledger.ts';
import { mergeCompanies } from '../gainsight/admin/merge-companies.ts';
import { deleteWithChildren } from '../gainsight/company-children.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import { dataTypes } from '../world.ts';
import { renderAdmin } from './admin.ts';
import type { TabName } from './frame.ts';
import type { Html } from './html.ts';

const blankIsAbsent = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? undefined : text.trim()));
const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((text) => (text === undefined ? undefined : text === 'true'));
const fieldForm = z.object({
  name: blankIsAbsent,
  label: blankIsAbsent,
  type: z.enum(dataTypes).optional(),
  hidden: flag,
  lookupObject: blankIsAbsent,
  items: blankIsAbsent.transform((text) => text?.split(',').map((item) => item.trim())),
});

/** Forms that show again what was typed; the others stand in a row of a table. */
const keptForms = ['merge', 'delete', 'field-add'];

/** How a form of the page is served: under its path, with what it sent. */
export type Act = (
  path: string,
  run: (sent: Record<string, string>, reply: FastifyReply) => FastifyReply,
) => void;

/** Serves the forms of the admin's tab; each leads back to it, or shows there why it was refused. */
export function registerAdminActs(
  act: Act,
  surroundings: {
    readonly context: SandboxContext;
    readonly store: RecordStore;
    readonly fields: FieldLedger;
    readonly send: (reply: FastifyReply, tab: TabName, body: Html) => FastifyReply;
  },
): void {
  const { context, store, fields, send } = surroundings;

  function admin(name: string, run: (sent: Record<string, string>) => void): void {
    act(`admin/${name}`, (sent, reply) => {
      const { object = 'company' } = sent;
      try {
        run(sent);
      } catch (error) {
        if (!(error instanceof SandboxError)) throw error;
        const refused = { form: keptForms.includes(name) ? sent : {}, message: error.message };
        return send(reply.code(400), 'admin', renderAdmin(store, object, refused));
      }
      return reply.redirect(`/__sandbox?tab=admin&object=${encodeURIComponent(object)}`, 303);
    });
  }

  admin('merge', ({ master = '', loser = '' }) => {
    mergeCompanies(store, context, { master: master.trim(), loser: loser.trim() });
  });
  admin('delete', ({ gsid = '' }) => {
    const companies = store.find('company');
    if (companies === undefined || !deleteWithChildren(store, companies, gsid.trim(), context))
      throw new SandboxError('sandbox_bad_option', `No company has the Gsid ${gsid}`);
  });
  admin('restore', ({ gsid = '' }) => {
    if (store.find('company')?.undelete(gsid) === undefined)
      throw new SandboxError('sandbox_bad_option', `No company with the Gsid ${gsid} was deleted`);
  });
  admin('field-add', ({ object = '', ...sent }) => {
    fields.add(object, fieldForm.parse(sent));
  });
  admin('field-change', ({ object = '', field = '', ...sent }) => {
    fields.change(object, field, fieldForm.parse(sent));
  });
  admin('field-remove', ({ object = '', field = '' }) => {
    fields.remove(object, field);
  });
  admin('item-add', ({ object = '', field = '', label = '' }) => {
    if (label.trim() === '') throw new SandboxError('sandbox_bad_option', 'An item needs a label');
    fields.addItem(object, field, label.trim());
  });
  admin('item-change', ({ object = '', field = '', item = '', active }) => {
    fields.changeItem(object, field, item, { active: active === 'true' });
  });
}
