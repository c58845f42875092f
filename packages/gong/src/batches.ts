/** Most ids of one filter: the cap is not documented, this is what clients keep to (reference 2). */
export const MAX_CALL_IDS = 100;

/** Reads a list for many ids, some at a time; no ids, no request. */
export async function* inBatches<Page>(
  callIds: readonly string[],
  read: (batch: readonly string[]) => AsyncIterable<Page>,
): AsyncGenerator<Page, void, undefined> {
  const distinct = [...new Set(callIds)];
  for (let start = 0; start < distinct.length; start += MAX_CALL_IDS) {
    yield* read(distinct.slice(start, start + MAX_CALL_IDS));
  }
}
