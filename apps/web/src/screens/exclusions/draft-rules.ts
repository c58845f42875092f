import { ATTRIBUTION_RULE_KEYS, NO_ACCOUNT } from '@handrail/core';
import type { AttributionRuleKey } from '@handrail/core';
import { asRecord } from '../../config-draft/merge-documents.ts';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';

/** What a rule of exclusion may be about. */
export const EXCLUSION_KINDS = ['domain', 'person', 'title', 'internalOnly'] as const;

/** One of {@link EXCLUSION_KINDS}. */
export type ExclusionKind = (typeof EXCLUSION_KINDS)[number];

/** A rule of exclusion as it is typed; it need not be complete. */
export interface DraftExclusion {
  readonly kind: ExclusionKind;
  readonly value: string;
}

/** A rule of attribution as it is typed; it need not be complete. */
export interface DraftAttribution {
  readonly key: AttributionRuleKey;
  readonly value: string;
  /** Id of the account at Gainsight, `none`, or nothing yet. */
  readonly account: string;
}

/** The rules of exclusion that a document holds under a key of `meetings`. */
export function exclusionsOf(document: ConfigDocument, key: 'exclude' | 'only'): readonly DraftExclusion[] {
  return listOf(asRecord(document['meetings'])[key]).map((held) => {
    const kind = EXCLUSION_KINDS.find((one) => one in held) ?? 'title';
    return { kind, value: kind === 'internalOnly' ? '' : textOf(held[kind]) };
  });
}

/** A rule of exclusion as the document holds it; a title keeps the space after which somebody is about to type on. */
export function exclusionDocument({ kind, value }: DraftExclusion): ConfigDocument {
  if (kind === 'internalOnly') return { internalOnly: true };
  return { [kind]: kind === 'title' ? value.trimStart() : value.trim() };
}

/** The rules of attribution that a document holds. */
export function attributionsOf(document: ConfigDocument): readonly DraftAttribution[] {
  const { rules } = asRecord(asRecord(document['meetings'])['attribution']);
  return listOf(rules).map((held) => {
    const key = ATTRIBUTION_RULE_KEYS.find((one) => one in held) ?? 'domain';
    return { key, value: textOf(held[key]), account: textOf(held['account'] ?? NO_ACCOUNT) };
  });
}

/** A rule of attribution as the document holds it. */
export function attributionDocument({ key, value, account }: DraftAttribution): ConfigDocument {
  return { [key]: value.trim(), account };
}

function listOf(held: unknown): readonly ConfigDocument[] {
  return Array.isArray(held) ? held.map(asRecord) : [];
}

function textOf(held: unknown): string {
  return typeof held === 'string' ? held : '';
}
