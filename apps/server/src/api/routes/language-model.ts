import * as e from '@handrail/contract';
import type { HeldAnswer, LanguageModel, RequestOf } from '@handrail/contract';
import { dayOf, parseHeldAnswerId } from '@handrail/core';
import {
  createSecret,
  deleteLanguageModel,
  dismissHeldAnswer,
  findLanguageModel,
  getWorkspace,
  listHeldAnswers,
  noteLanguageModel,
  readModelUse,
  saveLanguageModel,
} from '@handrail/database';
import type { HeldAnswerRow, WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import {
  checkModelAddress,
  MODEL_SECRET_PURPOSE,
  openModelSettings,
  SignalsError,
  storedCaps,
  tryModel,
} from '@handrail/signals';
import { modelDoorOf } from '../../model-door.ts';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import type { Caller } from '../session.ts';

type SetBody = RequestOf<typeof e.setLanguageModel>['body'];

/** The language model: tried before it is relied on, watched, forgotten; and the answers of it that were not used. */
export function languageModelRoutes({ vendors, clock }: ApiContext): readonly Route[] {
  const door = modelDoorOf(vendors);

  const present = async (tx: WorkspaceTransaction): Promise<LanguageModel> => {
    const row = await findLanguageModel(tx);
    const on = dayOf(clock.now(), (await getWorkspace(tx)).time_zone);
    const { calls, tokens, fallbacks } = await readModelUse(tx, on);
    return {
      model:
        row === undefined
          ? null
          : {
              baseUrl: row.base_url,
              model: row.model,
              hasKey: row.secret_id !== null,
              callsPerDay: row.calls_per_day,
              tokensPerDay: row.tokens_per_day,
              setAt: row.set_at.toISOString(),
              triedAt: row.tried_at.toISOString(),
              failure:
                row.failure_code === null
                  ? null
                  : { code: row.failure_code, message: row.failure_message ?? '' },
              awayUntil: instant(row.away_until),
            },
      today: { on, calls, tokens, fallbacks },
    };
  };

  const store = async (tx: WorkspaceTransaction, body: SetBody, { userId }: Caller): Promise<void> => {
    const former = await findLanguageModel(tx);
    // A stored key is sent nowhere but to the address that it was given for.
    const keptKey = former?.base_url === body.baseUrl ? former.secret_id : null;
    const { baseUrl, model, key, callsPerDay = 500, tokensPerDay = 2_000_000 } = body;
    const now = clock.now();
    await saveLanguageModel(tx, {
      base_url: baseUrl,
      model,
      secret_id:
        key === undefined
          ? keptKey
          : key === null
            ? null
            : await createSecret(tx, door.secretKey, { purpose: MODEL_SECRET_PURPOSE, text: key }),
      calls_per_day: callsPerDay,
      tokens_per_day: tokensPerDay,
      set_at: now,
      set_by: userId,
      tried_at: now,
      failure_code: null,
      failure_message: null,
      away_until: null,
    });
  };

  const tryIt = async (workspace: WorkspaceHandle, signal: AbortSignal): Promise<LanguageModel> => {
    const { opened, on } = await workspace.transaction(async (tx) => ({
      opened: await openModelSettings(tx, door),
      on: dayOf(clock.now(), (await getWorkspace(tx)).time_zone),
    }));
    if (opened === null) throw modelMissing();
    const caps = storedCaps((work) => workspace.transaction(work), on);
    const failure = await tryModel(opened.settings, { network: door.network, caps, signal });
    return workspace.transaction(async (tx) => {
      await noteLanguageModel(tx, { at: clock.now(), failure, awayUntil: null });
      return present(tx);
    });
  };

  return [
    route(e.getLanguageModel, ({ workspace }) => workspace.transaction(present)),
    route(e.setLanguageModel, async ({ workspace, body, caller, signal }) => {
      await checkModelAddress(body.baseUrl, door.network);
      await workspace.transaction((tx) => store(tx, body, caller));
      return tryIt(workspace, signal);
    }),
    route(e.tryLanguageModel, ({ workspace, signal }) => tryIt(workspace, signal)),
    route(e.removeLanguageModel, ({ workspace }) =>
      workspace.transaction(async (tx) => {
        await deleteLanguageModel(tx);
        return present(tx);
      }),
    ),
    route(e.listHeldAnswers, ({ workspace }) => workspace.transaction(presentHeld)),
    route(e.dismissHeldAnswer, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        if (!(await dismissHeldAnswer(tx, parseHeldAnswerId(params.id)))) throw notFound('held answer');
        return presentHeld(tx);
      }),
    ),
  ];
}

async function presentHeld(tx: WorkspaceTransaction): Promise<{ items: HeldAnswer[] }> {
  return { items: (await listHeldAnswers(tx)).map(presentAnswer) };
}

function presentAnswer(row: HeldAnswerRow & { readonly title: string }): HeldAnswer {
  const { id, meeting_id: meetingId, title, model, code, message, answer, held_at: heldAt } = row;
  return {
    id,
    meeting: { id: meetingId, title },
    model,
    code,
    message,
    answer,
    heldAt: heldAt.toISOString(),
  };
}

function modelMissing(): SignalsError {
  return new SignalsError({
    code: 'model_missing',
    message: 'No language model is set.',
    remedy: 'Set one under Settings > Integrations > Language model.',
  });
}
