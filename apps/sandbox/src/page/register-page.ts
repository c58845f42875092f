import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import type { FieldLedger } from '../gainsight/admin/field-ledger.ts';
import { renderAdmin } from './admin.ts';
import { renderCalls } from './calls.ts';
import { renderClock } from './clock.ts';
import { renderCompanies, renderCompany } from './companies.ts';
import { renderFaults } from './faults.ts';
import { renderDocument, tabNames, type TabName } from './frame.ts';
import type { Html } from './html.ts';
import { registerPageActs } from './page-acts.ts';
import { renderSwitches } from './switches.ts';
import { renderTimeline } from './timeline.ts';

const query = z.object({
  tab: z.enum(tabNames).catch('timeline'),
  page: z.coerce.number().int().positive().catch(1),
  find: z.string().catch(''),
  company: z.string().catch(''),
  vendor: z.string().catch(''),
  object: z.string().catch('company'),
});

type PageQuery = z.infer<typeof query>;

/**
 * Serves the page at `/__sandbox`, where a person sees what arrives (companies, Timeline, calls received) and sets
 * what goes wrong (admin, faults, switches, clock). It needs no script.
 */
export function registerPage(
  app: FastifyInstance,
  context: SandboxContext,
  { store, fields }: { readonly store: RecordStore; readonly fields: FieldLedger },
): void {
  const send = (reply: FastifyReply, tab: TabName, body: Html) =>
    reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      .header('x-content-type-options', 'nosniff')
      .send(renderDocument({ tab, context, companies: store.find('company')?.count() ?? 0, body }));

  app.get('/', (_request, reply) => reply.redirect('/__sandbox'));
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  app.get('/__sandbox', (request, reply) => {
    const asked = query.parse(request.query);
    return send(reply, asked.tab, renderTab(asked, context, store));
  });
  registerPageActs(app, { context, store, fields, send });
}

function renderTab(asked: PageQuery, context: SandboxContext, store: RecordStore): Html {
  switch (asked.tab) {
    case 'companies':
      return asked.company === ''
        ? renderCompanies(asked.find, asked.page, store)
        : renderCompany(asked.company, store);
    case 'timeline':
      return renderTimeline(asked.page, store);
    case 'calls':
      return renderCalls(asked, context.callLog);
    case 'faults':
      return renderFaults(context.faults, null);
    case 'admin':
      return renderAdmin(store, asked.object, null);
    case 'switches':
      return renderSwitches(context.switches, null);
    case 'clock':
      return renderClock(context);
  }
}
