import { backfillTimeline, getTimeline } from '@handrail/contract';
import type { Timeline } from '@handrail/contract';
import {
  backfillTimeline as lowerSince,
  countEarlierMeetings,
  getWorkspace,
  hastenStream,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { orderActivities } from '@handrail/signals';
import { readConfiguration } from '@handrail/sync';
import { ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** Which meetings go to the Timeline, and the choice to send earlier ones too. */
export function timelineRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(getTimeline, ({ workspace }) => workspace.transaction(present)),
    route(backfillTimeline, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const since = body.since === undefined ? null : new Date(body.since);
        if (!(await lowerSince(tx, since))) throw switchedOff();
        const now = clock.now();
        await orderActivities(tx, (await readConfiguration(tx)).configuration, null, now);
        await hastenStream(tx, 'timeline', now);
        return present(tx);
      }),
    ),
  ];
}

async function present(tx: WorkspaceTransaction): Promise<Timeline> {
  const { timeline_since: since } = await getWorkspace(tx);
  return {
    enabled: since !== null,
    since: instant(since),
    earlierMeetings: since === null ? 0 : await countEarlierMeetings(tx),
  };
}

function switchedOff(): ServerError {
  return new ServerError({
    code: 'stream_idle',
    message: 'The Timeline is not switched on.',
    remedy:
      'Switch it on under Settings > Integrations > Gainsight > Timeline & writeback, then send earlier meetings.',
  });
}
