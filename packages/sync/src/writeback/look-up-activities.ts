import { EXTERNAL_ID_PREFIX, LOOK_UP_FRESH_MS, parseExternalId, provenFrom } from '@handrail/core';
import type { Delivery } from '@handrail/core';
import { countRemoteActivities } from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { Activity, GainsightReader, ListedActivity } from '@handrail/gainsight';
import { pagingOf } from '../inbound/paging-of.ts';
import type { Slice } from '../inbound/stream.ts';
import type { OpenVendor } from '../vendors.ts';

/** From so many deliveries on one listing of all activities is cheaper than a look-up for each. */
export const LISTED_FROM = 3;
/** Pages of a listing at most: what of 100,000 activities is kept takes some 30 MB. */
const MAX_LISTING_PAGES = 20;
/** A listing is made again before it is too old for an insert to rest on it, in ms. */
const LISTING_MS = LOOK_UP_FRESH_MS - 10_000;

/** An activity that was found; a listing leaves its text out. */
export type FoundText = ListedActivity & Partial<Pick<Activity, 'subject' | 'notes'>>;

/** What a look-up showed, and when it was asked. */
export interface LookedUp {
  readonly activities: readonly FoundText[];
  readonly askedAt: Date;
}

/** Looks activities of meetings up, for one slice. */
export interface ActivityLookUps {
  /** Tells how many deliveries come next: a listing of all activities may cost as many calls as it saves. */
  expect(deliveries: number): void;
  /** The activities of the delivery's meeting, which begin with `prefix`. */
  find(prefix: string, delivery: Delivery): Promise<LookedUp>;
}

/** As much of a slice as looking takes. */
export type LookingSlice = Pick<Slice, 'clock' | 'signal' | 'transaction'>;

interface Listing {
  readonly askedAt: Date;
  readonly byMeeting: ReadonlyMap<string, readonly ListedActivity[]>;
}

/**
 * Answers look-ups from one listing of all activities of ours where that saves calls and says as much, else by a call
 * for each meeting (decision 0016).
 */
export function createActivityLookUps(
  slice: LookingSlice,
  open: OpenVendor<GainsightReader>,
): ActivityLookUps {
  let expected = 0;
  let listing: Listing | null = null;
  let isListable = pagingOf(open.connection).paging === 'gsid';

  async function refreshListing(): Promise<Listing | null> {
    const now = slice.clock.now();
    if (listing !== null && now.getTime() - listing.askedAt.getTime() <= LISTING_MS) return listing;
    listing = null;
    if (!isListable || expected < LISTED_FROM) return null;
    const made = await slice.transaction(countRemoteActivities);
    const maxPages = Math.min(expected, MAX_LISTING_PAGES);
    const activities =
      made > maxPages * MAX_QUERY_ROWS
        ? null
        : await open.client.timeline.listByExternalIdPrefix(
            EXTERNAL_ID_PREFIX,
            { maxPages },
            { signal: slice.signal },
          );
    // What was too long or cut once is so again in this slice.
    if (activities === null) isListable = false;
    else listing = { askedAt: now, byMeeting: groupByMeeting(activities) };
    return listing;
  }

  return {
    expect(deliveries) {
      expected = deliveries;
    },
    async find(prefix, delivery) {
      const listed = answerOf(await refreshListing(), delivery);
      if (listed !== null && (listed.activities.length === 0 || !needsText(delivery))) return listed;
      const askedAt = slice.clock.now();
      return { activities: await ask(slice, open.client, prefix, delivery), askedAt };
    },
  };
}

function groupByMeeting(activities: readonly ListedActivity[]): Listing['byMeeting'] {
  return Map.groupBy(activities, ({ externalId }) => parseExternalId(externalId)?.meeting ?? '');
}

/**
 * What a listing says of a delivery; null where it says nothing: it must be from after the time from which an absence
 * proves anything, and of what was attempted once it shows only what stands.
 */
function answerOf(listing: Listing | null, delivery: Delivery): LookedUp | null {
  if (listing === null || listing.askedAt < provenFrom(delivery)) return null;
  const activities = listing.byMeeting.get(delivery.meeting) ?? [];
  if (activities.length === 0 && wasAttempted(delivery)) return null;
  return { activities, askedAt: listing.askedAt };
}

/** Whether what stands must be read: it is new to us, or other words shall go there, and a person may have edited it. */
function needsText({ remoteId, sentHash, wantedHash, isWanted }: Delivery): boolean {
  return isWanted && (remoteId === null || sentHash !== wantedHash);
}

function wasAttempted({ remoteId, uncertainSince }: Delivery): boolean {
  return remoteId !== null || uncertainSince.getTime() > 0;
}

/**
 * Asks for a meeting's activities. After an attempt a resend rests on the answer that nothing stands, so that one is
 * asked for a second time in another way: a reply that lost its row would double the activity.
 */
async function ask(
  { signal }: LookingSlice,
  { timeline }: GainsightReader,
  prefix: string,
  delivery: Delivery,
): Promise<readonly FoundText[]> {
  const found = await timeline.findByExternalIdPrefix(prefix, { signal });
  if (found.length > 0 || !wasAttempted(delivery)) return found;
  return timeline.findByExternalId(delivery.externalId, { signal });
}
