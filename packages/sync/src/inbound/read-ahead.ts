/**
 * Walks an async source with one item under way while the caller works on the one before. Ends the source when
 * the caller stops early; a failure of the item ahead is thrown when its turn comes, or dropped with the rest.
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let ahead = iterator.next();
  try {
    for (;;) {
      const item = await ahead;
      if (item.done === true) return;
      ahead = iterator.next();
      // Seen by whoever awaits it next; without this a stop in between would be an unhandled rejection.
      ahead.catch(() => undefined);
      yield item.value;
    }
  } finally {
    void iterator.return?.().catch(() => undefined);
  }
}
