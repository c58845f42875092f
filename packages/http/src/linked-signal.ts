/** A signal that follows two others until it is let go. */
export interface LinkedSignal extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Makes a signal that aborts, with the same reason, as soon as one of two does. Disposing of it takes its listeners off
 * both, so a signal that outlives many calls gathers none.
 */
export function linkSignals(lasting: AbortSignal, own: AbortSignal | undefined): LinkedSignal {
  const linked = new AbortController();
  const followed = own === undefined ? [lasting] : [lasting, own];
  const follow = (event: Event): void => {
    if (event.target instanceof AbortSignal) linked.abort(event.target.reason);
  };
  for (const signal of followed) {
    if (signal.aborted) linked.abort(signal.reason);
    else signal.addEventListener('abort', follow, { once: true });
  }
  return {
    signal: linked.signal,
    [Symbol.dispose]() {
      for (const signal of followed) signal.removeEventListener('abort', follow);
    },
  };
}
