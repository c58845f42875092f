import { TEST_CONFIG } from '@handrail/sync/testing';
import type { SyncTest } from '@handrail/sync/testing';

/** The fields of a company that health and engagement are written to. */
export const FIELDS = ['Handrail_Health__gc', 'Handrail_Engagement__gc'] as const;

/** Connects, and has summaries and values go out, also those of meetings from before. */
export async function switchAllOn(sync: SyncTest): Promise<void> {
  const author = sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Email'];
  await sync.connect();
  await sync.save({
    ...TEST_CONFIG,
    organisation: { domains: ['lumenta.example'] },
    timeline: { enabled: true, fallbackAuthor: author },
    writeback: {
      enabled: true,
      values: [
        { metric: 'health.score', object: 'Company', field: FIELDS[0] },
        { metric: 'engagement.score', object: 'Company', field: FIELDS[1] },
      ],
    },
  });
  await sync.backfill();
}
