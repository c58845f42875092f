import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isOwnPath } from '../own-path.ts';
import { amountOf } from './fault-kinds.ts';
import type { FaultRule } from './fault-table.ts';
import { answerInstead, refuseRecords, type Surroundings } from './instead-of-work.ts';
import { spoilBody } from './spoil-body.ts';

const loggedBodyLength = 4_000;

/** What is kept of a call while it is answered. */
interface CallState {
  readonly startedAt: number;
  readonly rules: readonly FaultRule[];
  /** Fires when the connection has gone, whoever closed it. */
  readonly signal: AbortSignal;
}

/**
 * Logs every vendor call of a server and plays the faults that are due. Register it before any other
 * hook: refusals come before credentials are looked at, spoilt replies after the work is done.
 */
export function playFaults(app: FastifyInstance, surroundings: Surroundings): void {
  const { context, vendor } = surroundings;
  const calls = new WeakMap<FastifyRequest, CallState>();

  function log(request: FastifyRequest, { startedAt, rules }: CallState, status: number | null): void {
    context.callLog.add({
      at: context.clock.now().toISOString(),
      vendor,
      method: request.method,
      path: request.url,
      status,
      durationMs: Math.round(performance.now() - startedAt),
      body: shorten(request.body),
      fault: rules.length === 0 ? null : rules.map(({ kind }) => kind).join(),
    });
  }

  app.addHook('onRequest', async (request, reply) => {
    if (isOwnPath(request.url)) return undefined;
    const rules = context.faults.take({ vendor, method: request.method, path: request.url });
    const state = { startedAt: performance.now(), rules, signal: goneSignal(reply) };
    calls.set(request, state);
    for (const rule of rules) {
      if (rule.kind === 'latency' && !(await waited(amountOf(rule), state.signal))) {
        log(request, state, null);
        return reply.hijack();
      }
    }
    for (const rule of rules) {
      if (rule.kind === 'reset-before') {
        log(request, state, null);
        reply.hijack();
        request.raw.socket.resetAndDestroy();
        return reply;
      }
      if (answerInstead(rule, request, reply, surroundings)) return reply;
    }
    return undefined;
  });

  app.addHook('preHandler', async (request, reply) => {
    if (calls.get(request)?.rules.some(({ kind }) => kind === 'records-refused') !== true) return undefined;
    return reply.send(refuseRecords(request.body));
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const state = calls.get(request);
    if (state === undefined) return payload;
    const kinds = new Set(state.rules.map(({ kind }) => kind));
    const { socket } = request.raw;
    if (kinds.has('reset-after')) socket.resetAndDestroy();
    if (kinds.has('lost-reply')) socket.destroy();
    log(request, state, socket.destroyed || kinds.has('cut-body') ? null : reply.statusCode);
    if (typeof payload !== 'string' || socket.destroyed) return payload;
    for (const rule of state.rules) {
      const spoilt = spoilBody(rule, payload, reply, state.signal);
      if (spoilt !== payload) return spoilt;
    }
    return payload;
  });
}

function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    controller.abort();
  });
  return controller.signal;
}

/** Waits; false when the caller went first. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal });
    return true;
  } catch (cause) {
    if (signal.aborted) return false;
    throw cause;
  }
}

function shorten(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.slice(0, loggedBodyLength);
}
