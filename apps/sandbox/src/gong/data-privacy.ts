import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { CallParty, WorldCall } from '../world.ts';
import { listCalls } from './call-list.ts';
import { deleteCalls } from './deletions.ts';
import { parse } from './parse.ts';
import { GongRefusal } from './refusal.ts';

/** Erasing takes hours at the vendor; here one. */
const ERASED_AFTER_MS = 3_600_000;
/** More calls than this for one person look like a mistake and are refused; the document says no number. */
const TOO_MANY_CALLS = 100;

const emailSchema = z.looseObject({ emailAddress: z.email() });
const phoneSchema = z.looseObject({ phoneNumber: z.string().regex(/^\+[\d ()-]{6,}$/) });
const list = z.array(z.record(z.string(), z.unknown()));
const common = { area: 'Data privacy', mark: 'documented' } as const;
const referencesReply = z.looseObject({
  requestId: z.string(),
  emails: list,
  calls: list,
  meetings: list,
  customerData: list,
});
const emailDocument = documented({
  ...common,
  summary: 'What refers to an e-mail address',
  query: emailSchema,
  reply: referencesReply,
});
const phoneDocument = documented({
  ...common,
  summary: 'What refers to a telephone number',
  query: phoneSchema,
  reply: referencesReply,
});
const eraseEmailDocument = documented({
  ...common,
  summary: 'Delete the calls that refer to an e-mail address, within hours',
  body: emailSchema,
  reply: z.looseObject({ requestId: z.string() }),
});
const erasePhoneDocument = documented({
  ...common,
  summary: 'Delete the calls that refer to a telephone number, within hours',
  body: phoneSchema,
  reply: z.looseObject({ requestId: z.string() }),
});

/**
 * `GET /v2/data-privacy/data-for-email-address` and `-phone-number` tell what refers to a person, `POST …/erase-data-for-…`
 * deletes these calls after a while. The made-up tenant records no mails and no meetings outside of calls.
 */
export function registerDataPrivacy(app: FastifyInstance, context: SandboxContext): void {
  app.get('/v2/data-privacy/data-for-email-address', emailDocument, (request) => {
    const { emailAddress } = parse(emailSchema, request.query);
    const calls = callsWith(context, hasEmail(emailAddress));
    return {
      requestId: request.id,
      ...references(calls, hasEmail(emailAddress)),
      customerEngagement: [],
    };
  });

  app.get('/v2/data-privacy/data-for-phone-number', phoneDocument, (request) => {
    const { phoneNumber } = parse(phoneSchema, request.query);
    const calls = callsWith(context, hasPhone(phoneNumber));
    return {
      requestId: request.id,
      ...references(calls, hasPhone(phoneNumber)),
      suppliedPhoneNumber: phoneNumber,
      matchingPhoneNumbers: calls.length === 0 ? [] : [phoneNumber],
      emailAddresses: [],
    };
  });

  app.post('/v2/data-privacy/erase-data-for-email-address', eraseEmailDocument, (request) => {
    erase(context, hasEmail(parse(emailSchema, request.body).emailAddress));
    return { requestId: request.id };
  });

  app.post('/v2/data-privacy/erase-data-for-phone-number', erasePhoneDocument, (request) => {
    erase(context, hasPhone(parse(phoneSchema, request.body).phoneNumber));
    return { requestId: request.id };
  });
}

type IsPerson = (party: CallParty) => boolean;

function hasEmail(address: string): IsPerson {
  const wanted = address.toLowerCase();
  return (party) => party.emailAddress?.toLowerCase() === wanted;
}

function hasPhone(number: string): IsPerson {
  const digits = (text: string): string => text.replaceAll(/\D/g, '');
  const wanted = digits(number);
  return (party) => party.phoneNumber !== undefined && digits(party.phoneNumber) === wanted;
}

function callsWith(context: SandboxContext, isPerson: IsPerson): WorldCall[] {
  const shown = listCalls(context, {}, context.clock.now().getTime());
  return shown.filter((call) => call.parties.some(isPerson));
}

function erase(context: SandboxContext, isPerson: IsPerson): void {
  const calls = callsWith(context, isPerson);
  if (calls.length > TOO_MANY_CALLS)
    throw new GongRefusal(400, [
      `Refused: ${calls.length} calls refer to this person, which is unusually many`,
    ]);
  const at = new Date(context.clock.now().getTime() + ERASED_AFTER_MS);
  deleteCalls(context, new Set(calls.map(({ id }) => id)), at);
}

function references(calls: readonly WorldCall[], isPerson: IsPerson): Record<string, unknown> {
  const parties = calls.flatMap((call) => call.parties.filter(isPerson));
  const contact = parties.find(({ affiliation }) => affiliation === 'External');
  return {
    emails: [],
    calls: calls.map(({ id }) => ({ id, status: 'COMPLETED', externalSystems: [] })),
    meetings: [],
    customerData: contact === undefined ? [] : [{ system: 'Salesforce', objects: [customerObject(contact)] }],
  };
}

function customerObject(party: CallParty): Record<string, unknown> {
  return {
    id: party.id,
    objectType: 'Contact',
    externalId: `003${party.id.slice(-15)}`,
    mirrorId: null,
    fields: [
      { name: 'Name', value: party.name },
      { name: 'Email', value: party.emailAddress },
    ],
  };
}
