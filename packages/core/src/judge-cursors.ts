import { floorToSecond } from './cursor.ts';
import type { Issue } from './document-reader.ts';

/** One cursor: where increments of a stream's object begin. */
export interface StandingCursor {
  readonly stream: string;
  readonly object: string;
  /** Null before the first complete run. */
  readonly cursor: Date | null;
  /** All that was modified before it was read by complete runs. */
  readonly reached: Date | null;
}

/** Where a person wants a cursor. */
export interface WantedCursor {
  readonly stream: string;
  readonly object: string;
  readonly cursor: Date;
}

/** A cursor that is to move. */
export interface CursorMove {
  readonly stream: string;
  readonly object: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Which cursors move to be where they are wanted, or every reason why none may. Back they go at will, since what is read
 * twice is only read twice; forward as far as a complete run reached, since what lies beyond was read by nobody.
 */
export function judgeCursors(
  standing: readonly StandingCursor[],
  wanted: readonly WantedCursor[],
  now: Date,
): { readonly moves: readonly CursorMove[]; readonly issues: readonly Issue[] } {
  const places = new Map(standing.map((place) => [nameOf(place), place]));
  const met = new Set<string>();
  const moves: CursorMove[] = [];
  const issues: Issue[] = [];
  for (const [at, one] of wanted.entries()) {
    const name = nameOf(one);
    const place = places.get(name);
    const to = floorToSecond(one.cursor);
    const fault = met.has(name) ? `${name} stands here twice` : faultOf(place, one, to, standing, now);
    met.add(name);
    if (fault !== null) issues.push({ path: `cursors.${at}`, message: fault });
    else if (place?.cursor != null && place.cursor.getTime() !== to.getTime())
      moves.push({ stream: place.stream, object: place.object, from: place.cursor, to });
  }
  return { moves, issues };
}

function faultOf(
  place: StandingCursor | undefined,
  { stream, object }: WantedCursor,
  to: Date,
  standing: readonly StandingCursor[],
  now: Date,
): string | null {
  if (place === undefined) {
    const objects = standing.filter((one) => one.stream === stream).map((one) => one.object);
    return objects.length === 0
      ? `${stream} is no stream with cursors`
      : `${object} is no object of ${stream}, which reads ${objects.join(', ')}`;
  }
  const name = nameOf(place);
  const { cursor, reached } = place;
  if (cursor === null || reached === null)
    return `${name} has no cursor before its first complete run: leave it out, or run a full sync first (handrail sync ${stream} --mode full)`;
  if (to.getTime() < 0) return `${name} was to be read from before 1970`;
  if (to > reached) {
    const where = to > now ? 'in the future' : 'beyond that';
    return `${name} was read up to ${reached.toISOString()}; ${to.toISOString()} lies ${where}, and what changed between would be missed: run a full sync (handrail sync ${stream} --mode full), and give no later instant than was read up to`;
  }
  return null;
}

function nameOf({ stream, object }: Pick<StandingCursor, 'stream' | 'object'>): string {
  return `${stream}/${object}`;
}
