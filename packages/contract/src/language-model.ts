import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { daySchema, idParamsSchema, instantSchema } from './page.ts';
import { meetingDetailSchema } from './meetings.ts';

/** The language model that sums meetings up; the built-in method stands in whenever it does not. */
export const languageModelSchema = z.object({
  /** Null: none is set, and the built-in method makes every summary. */
  model: z
    .object({
      baseUrl: z.string(),
      model: z.string(),
      hasKey: z.boolean(),
      callsPerDay: z.number().int(),
      tokensPerDay: z.number().int(),
      setAt: instantSchema,
      triedAt: instantSchema,
      /** How the last call ended, when it did not end well. */
      failure: z.object({ code: z.string(), message: z.string() }).nullable(),
      /** After it gave no answer it is left alone until then. */
      awayUntil: instantSchema.nullable(),
    })
    .nullable(),
  today: z.object({
    on: daySchema,
    calls: z.number().int(),
    tokens: z.number().int(),
    /** Summaries that the built-in method made because the model did not. */
    fallbacks: z.number().int(),
  }),
});
export type LanguageModel = z.infer<typeof languageModelSchema>;

const ADDRESS = '/api/v1/language-model';

export const getLanguageModel = endpoint({
  name: 'getLanguageModel',
  method: 'GET',
  path: ADDRESS,
  summary: 'The language model that sums meetings up, how it does, and what today has cost',
  action: 'read-settings',
  showsContent: false,
  reply: languageModelSchema,
});
export const setLanguageModel = endpoint({
  name: 'setLanguageModel',
  method: 'PUT',
  path: ADDRESS,
  summary: 'Set the model and try it with a made-up meeting; nothing of the workspace is sent',
  action: 'connect',
  showsContent: false,
  needsFreshSignIn: true,
  body: z.strictObject({
    /** Up to and with the version: `https://api.example.com/v1`. */
    baseUrl: z.string().min(1).max(500),
    model: z.string().trim().min(1).max(200),
    /** Left out: the key that is stored stays, as long as the address does. Null: the endpoint asks for none. */
    key: z.string().min(1).max(2_000).nullable().optional(),
    callsPerDay: z.number().int().min(1).max(1_000_000).default(500),
    tokensPerDay: z.number().int().min(1_000).max(1_000_000_000).default(2_000_000),
  }),
  reply: languageModelSchema,
});
export const tryLanguageModel = endpoint({
  name: 'tryLanguageModel',
  method: 'POST',
  path: `${ADDRESS}/try`,
  summary: 'Try the model that is set with a made-up meeting',
  action: 'connect',
  showsContent: false,
  reply: languageModelSchema,
});
export const removeLanguageModel = endpoint({
  name: 'removeLanguageModel',
  method: 'DELETE',
  path: ADDRESS,
  summary: 'Forget the model and its key; summaries that it wrote stay',
  action: 'connect',
  showsContent: false,
  reply: languageModelSchema,
});

export const heldAnswerSchema = z.object({
  id: z.string(),
  meeting: z.object({ id: z.string(), title: z.string() }),
  model: z.string(),
  code: z.string(),
  message: z.string(),
  answer: z.string(),
  heldAt: instantSchema,
});
export type HeldAnswer = z.infer<typeof heldAnswerSchema>;
const heldAnswersSchema = z.object({ items: z.array(heldAnswerSchema) });

export const listHeldAnswers = endpoint({
  name: 'listHeldAnswers',
  method: 'GET',
  path: `${ADDRESS}/held-answers`,
  summary: 'Answers of the model that were not used, as they came, newest first',
  action: 'read-settings',
  showsContent: true,
  reply: heldAnswersSchema,
});
export const dismissHeldAnswer = endpoint({
  name: 'dismissHeldAnswer',
  method: 'DELETE',
  path: `${ADDRESS}/held-answers/:id`,
  summary: 'Let go of an answer that was looked at',
  action: 'change-settings',
  showsContent: true,
  params: idParamsSchema,
  reply: heldAnswersSchema,
});

export const regenerateSummary = endpoint({
  name: 'regenerateSummary',
  method: 'POST',
  path: '/api/v1/summaries/:id/regenerate',
  summary:
    "Make a meeting's summary anew, by the model that is set or the built-in method; corrections stick",
  action: 'correct-summaries',
  showsContent: true,
  params: idParamsSchema,
  reply: meetingDetailSchema,
});
