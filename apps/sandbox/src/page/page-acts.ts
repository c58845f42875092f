import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { SandboxError } from '../errors.ts';
import { readFaultForm } from '../faults/read-fault-rule.ts';
import type { FieldLedger } from '../gainsight/admin/field-ledger.ts';
import { createPersonActivities } from '../gainsight/person-activities.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import { changeSwitches, createSwitches } from '../switches.ts';
import { type Act, registerAdminActs } from './admin-acts.ts';
import { renderFaults } from './faults.ts';
import type { TabName } from './frame.ts';
import type { Html } from './html.ts';
import { readSwitchForm, renderSwitches } from './switches.ts';

const form = z.record(z.string(), z.string()).catch({});
const base = '/__sandbox/page';

/** Serves what the forms of the page send; each leads back to its tab, or shows there why it was refused. */
export function registerPageActs(
  app: FastifyInstance,
  surroundings: {
    readonly context: SandboxContext;
    readonly store: RecordStore;
    readonly fields: FieldLedger;
    readonly send: (reply: FastifyReply, tab: TabName, body: Html) => FastifyReply;
  },
): void {
  const { context, store, send } = surroundings;
  const people = createPersonActivities(store, context.clock.now);

  const act: Act = (path, run) => {
    app.post(`${base}/${path}`, (request, reply) => {
      if (isForeign(request))
        throw new SandboxError('sandbox_bad_option', 'Forms of other pages are refused.');
      return run(form.parse(request.body), reply);
    });
  };

  registerAdminActs(act, surroundings);
  act('faults', (sent, reply) => {
    try {
      context.faults.add(readFaultForm(sent));
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      const refused = { form: sent, message: error.message };
      return send(reply.code(400), 'faults', renderFaults(context.faults, refused));
    }
    return reply.redirect('/__sandbox?tab=faults', 303);
  });
  act('faults/remove', ({ id }, reply) => {
    if (id === undefined) context.faults.clear();
    else context.faults.remove(id);
    return reply.redirect('/__sandbox?tab=faults', 303);
  });
  act('switches', (sent, reply) => {
    try {
      changeSwitches(context.switches, sent['reset'] === 'yes' ? createSwitches() : readSwitchForm(sent));
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      return send(reply.code(400), 'switches', renderSwitches(context.switches, error.message));
    }
    context.save();
    return reply.redirect('/__sandbox?tab=switches', 303);
  });
  act('clock', ({ ms }, reply) => {
    context.clock.advance(z.coerce.number().nonnegative().parse(ms));
    context.save();
    return reply.redirect('/__sandbox?tab=clock', 303);
  });
  act('access-key', (_sent, reply) => {
    context.credentials.accessKey = randomUUID();
    context.save();
    return reply.redirect('/__sandbox?tab=clock', 303);
  });
  act('activity', ({ gsid, ...entry }, reply) => {
    if (gsid === undefined) {
      const company = String(people.write(entry)['GsCompanyId']);
      return reply.redirect(`/__sandbox?tab=companies&company=${encodeURIComponent(company)}`, 303);
    }
    people.edit(gsid, entry);
    return reply.redirect('/__sandbox?tab=timeline', 303);
  });
}

/** Whether a browser says that the form stands on a page of another site. */
function isForeign(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
