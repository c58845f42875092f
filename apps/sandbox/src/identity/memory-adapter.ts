import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly untilMs: number;
}

/**
 * Keeps what the provider must remember (sessions, codes, tokens, registered clients) in memory. It outlives the
 * provider, which is made anew when its keys or facts change. Time is the real one here: the library asks no other.
 */
export function createMemoryAdapters(): AdapterFactory {
  const models = new Map<string, Map<string, Kept>>();

  return (model: string): Adapter => {
    const kept = models.get(model) ?? new Map<string, Kept>();
    models.set(model, kept);

    function live(entry: Kept | undefined): AdapterPayload | undefined {
      return entry !== undefined && entry.untilMs > Date.now() ? entry.payload : undefined;
    }

    function findBy(meets: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
      return [...kept.values()].map(live).find((payload) => payload !== undefined && meets(payload));
    }

    return {
      upsert: async (id, payload, expiresIn = Infinity) => {
        for (const [known, entry] of kept) if (live(entry) === undefined) kept.delete(known);
        kept.set(id, { payload, untilMs: Date.now() + expiresIn * 1_000 });
      },
      find: async (id) => live(kept.get(id)),
      findByUid: async (uid) => findBy((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => findBy((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const payload = live(kept.get(id));
        if (payload !== undefined) payload['consumed'] = Math.floor(Date.now() / 1_000);
      },
      destroy: async (id) => {
        kept.delete(id);
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, { payload }] of kept) if (payload.grantId === grantId) kept.delete(id);
      },
    };
  };
}
