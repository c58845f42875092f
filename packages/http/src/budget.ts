/** What a call is charged to: the vendor's host and the family of limits it belongs to. */
export interface CallCharge {
  /** Host name, with the port when it is not the scheme's own. */
  readonly host: string;
  /** The vendor's bucket, in the vendor client's words, e.g. `sync` or `timeline`. */
  readonly family: string;
}

/** What a reply said about the limit of its family. */
export interface LimitNews extends CallCharge {
  /** The other side refused for the limit. */
  readonly limited: boolean;
  /** How long it asked all callers to wait, in milliseconds; null when it did not say. */
  readonly retryAfterMs: number | null;
  /** Its limits as the reply's headers state them; none where they do not. */
  readonly stated: readonly StatedLimit[];
}

/** One limit as a reply states it. */
export interface StatedLimit {
  readonly calls: number;
  /** The window it counts in; null when the reply does not say. */
  readonly windowSeconds: number | null;
}

/**
 * The calls one may still make. Shared by all processes, so it is implemented where the database is; this
 * package only asks it once before every try.
 */
export interface CallBudget {
  /** Resolves when one call may be made now. Rejects when the wait is too long or `signal` aborts. */
  take(request: CallCharge & { readonly signal?: AbortSignal }): Promise<void>;
  /**
   * Hears what replies say about the limit, so that every worker waits and not only the one refused. Never rejects: it
   * comes after the call, whose reply must not be lost by it.
   */
  learn?(news: LimitNews): Promise<void>;
  /**
   * Hears how each try ended: `isAway` when the other side gave no answer or failed itself (5xx), so that all callers
   * can leave it alone for a while. Never rejects: it comes after the call, whose reply must not be lost by it.
   */
  heard?(host: string, isAway: boolean): Promise<void>;
}
