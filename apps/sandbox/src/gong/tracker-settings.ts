import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { withOffset } from './call-meta.ts';
import { parse } from './parse.ts';
import { TRACKERS, type Tracker } from './trackers.ts';

const querySchema = z.looseObject({ workspaceId: z.string().optional() });
const settingsDocument = documented({
  summary: 'How the keyword trackers are set',
  area: 'Settings',
  mark: 'documented',
  query: querySchema,
  reply: z.looseObject({
    requestId: z.string(),
    keywordTrackers: z.array(z.record(z.string(), z.unknown())),
  }),
});
const CREATED_AT = '2024-02-05T10:00:00Z';

/** `GET /v2/settings/trackers`: how the keyword trackers are set; smart ones are not told. Not paged. */
export function registerTrackerSettings(app: FastifyInstance, { world }: SandboxContext): void {
  app.get('/v2/settings/trackers', settingsDocument, (request) => {
    const { workspaceId } = parse(querySchema, request.query);
    const home = world.gongWorkspaces[0]?.id;
    const shown = workspaceId === undefined || workspaceId === home ? TRACKERS : [];
    const keywordTrackers = shown
      .filter(({ type }) => type === 'KEYWORD')
      .map((tracker) => presentTracker(tracker, home));
    return { requestId: request.id, keywordTrackers };
  });
}

function presentTracker(tracker: Tracker, workspaceId: string | undefined): Record<string, unknown> {
  return {
    trackerId: tracker.id,
    trackerName: tracker.name,
    workspaceId,
    languageKeywords: [{ language: 'eng', keywords: tracker.phrases, includeRelatedForms: false }],
    affiliation: 'Anyone',
    partOfQuestion: false,
    saidAt: 'Anytime',
    saidAtInterval: null,
    saidAtUnit: null,
    saidInTopics: [],
    filterQuery: null,
    created: withOffset(CREATED_AT),
    // Null as for a tracker that came with the product.
    creatorUserId: null,
    updated: withOffset(CREATED_AT),
    updaterUserId: null,
  };
}
