/** Why one value of a write was refused, read off the vendor's code (reference 6.2). */
export const REFUSAL_REASONS = [
  'too-long',
  'wrong-type',
  'bad-date',
  'not-nullable',
  'bad-value',
  'no-match',
  'not-an-option',
  'other',
] as const;

/** A reason; `other` for codes that no document explains, which are permanent as well. */
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

const REASONS: Readonly<Record<string, RefusalReason>> = {
  GSOBJ_1001: 'too-long',
  GSOBJ_1002: 'wrong-type',
  GSOBJ_1005: 'bad-date',
  GSOBJ_1006: 'bad-date',
  GSOBJ_1007: 'not-nullable',
  GSOBJ_1008: 'bad-value',
  GSOBJ_1011: 'no-match',
  GSOBJ_1012: 'not-an-option',
};

/** The reason that a code of a refused value stands for. */
export function reasonOf(code: string | null): RefusalReason {
  return REASONS[code ?? ''] ?? 'other';
}
