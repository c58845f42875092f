import type { TriedExclusion } from '@handrail/contract';
import { useState } from 'react';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import { useTryExclusion } from '../../queries/preview.ts';

/** Trying rules of a draft on the meetings of the last 30 days. */
export interface Trying {
  readonly isPending: boolean;
  readonly error: Error | null;
  /** What came of the last try, and whether it was of one rule alone. */
  readonly tried: { readonly result: TriedExclusion; readonly isOfOneRule: boolean } | null;
  /** How many meetings a rule of the draft is about, as the last try of all told; null when the rules changed since. */
  matchesOf(place: string): number | null;
  tryAll(): void;
  tryRule(rule: ConfigDocument): void;
  close(): void;
}

/** Keeps the last try, and forgets its counts as soon as the rules differ from those that were tried. */
export function useTrying(document: ConfigDocument): Trying {
  const mutation = useTryExclusion();
  const [tried, setTried] = useState<Trying['tried']>(null);
  const [counts, setCounts] = useState<{ readonly of: string; readonly result: TriedExclusion } | null>(null);
  const rules = JSON.stringify(asRecord(document['meetings']));
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    tried,
    matchesOf: (place) => (counts?.of === rules ? (counts.result.matches[place] ?? null) : null),
    tryAll: () =>
      mutation.mutate(document, {
        onSuccess: (result) => {
          setTried({ result, isOfOneRule: false });
          setCounts({ of: rules, result });
        },
      }),
    tryRule: (rule) =>
      mutation.mutate(put(document, ['meetings'], { exclude: [rule] }), {
        onSuccess: (result) => setTried({ result, isOfOneRule: true }),
      }),
    close: () => {
      setTried(null);
      mutation.reset();
    },
  };
}
