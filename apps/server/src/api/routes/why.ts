import { explainSubject } from '@handrail/contract';
import type { Explanation } from '@handrail/contract';
import type { Explanation as Explained } from '@handrail/core';
import { explain } from '@handrail/sync';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** "Why?" of everything, from what is stored alone. */
export function whyRoutes(): readonly Route[] {
  return [
    route(explainSubject, ({ workspace, params, query }) =>
      workspace.transaction(async (tx) => {
        const asked = { text: query.subject, limit: query.limit };
        const { matches, explanation } = await explain(tx, params.noun, asked);
        return {
          matches: [...matches],
          explanation: explanation === null ? null : present(explanation),
        };
      }),
    ),
  ];
}

function present({ reasons, fields, ...explanation }: Explained): Explanation {
  return {
    ...explanation,
    reasons: reasons.map((reason) => ({ ...reason, at: instant(reason.at) })),
    fields: fields.map(({ manual, change, ...origin }) => ({
      ...origin,
      manual: manual === null ? null : { ...manual, at: manual.at.toISOString() },
      change:
        change === null
          ? null
          : {
              at: change.at.toISOString(),
              before: change.before,
              after: change.after,
              cause: change.cause,
              runId: change.run?.id ?? null,
              runNumber: change.run?.number ?? null,
            },
    })),
  };
}
