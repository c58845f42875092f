import { listCursors, setCursors } from '@handrail/contract';
import { readCursors, setCursors as setCursorsOf } from '@handrail/sync';
import type { SetCursorsOutcome } from '@handrail/sync';
import { RequestError, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** Where increments begin, as text that can be kept, held against what stands, and set again. */
export function cursorRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listCursors, ({ workspace }) =>
      workspace.transaction(async (tx) => ({
        cursors: (await readCursors(tx)).flatMap(({ stream, object, cursor, reached }) =>
          cursor === null || reached === null
            ? []
            : [{ stream, object, cursor: cursor.toISOString(), reached: reached.toISOString() }],
        ),
      })),
    ),
    route(setCursors, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const cursors = body.cursors.map(({ stream, object, cursor }) => {
          return { stream, object, cursor: new Date(cursor) };
        });
        const outcome = await setCursorsOf(tx, { cursors, isTrial: body.isTrial, now: clock.now() });
        switch (outcome.kind) {
          case 'invalid':
            throw new RequestError('cursors_refused', outcome.issues, 'No cursor was set.');
          case 'busy':
            throw busy(outcome);
          case 'set':
            return {
              moved: outcome.moves.map(({ stream, object, from, to }) => {
                return { stream, object, from: from.toISOString(), to: to.toISOString() };
              }),
            };
        }
      }),
    ),
  ];
}

function busy({ stream, run }: Extract<SetCursorsOutcome, { kind: 'busy' }>): ServerError {
  return new ServerError({
    code: 'cursors_busy',
    message:
      run === null
        ? `The stream ${stream} is being changed at this moment. No cursor was set.`
        : `Run #${run.number} of ${stream} is open and will save its own cursor. No cursor was set.`,
    remedy:
      run === null
        ? 'Try again in a moment.'
        : 'Wait until the run is over, or cancel it; then set them again.',
    facts: { stream, ...(run === null ? {} : { runId: run.id, runNumber: run.number }) },
  });
}
