import {
  ACCOUNT_FIELDS,
  DEFAULT_CADENCE_MINUTES,
  FIELD_OWNERS,
  HEALTH_BOUNDS,
  HEALTH_PARTS,
  INSIGHT_IDS,
  MEETING_MODES,
  NULL_RULES,
  TIMELINE_TARGETS,
  TWIN_RULES,
  canonicalJson,
  OPERATORS,
  RETENTION_CLASSES,
  STAKEHOLDER_FIELDS,
} from '@handrail/core';
import { z } from 'zod';
import { conversionDocumentSchema } from './conversion.ts';

const keep = z.union([z.int().min(1).max(36_500), z.literal('forever')]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const rule = z.strictObject({
  field: z.string().min(1).describe('API name of a field of Company'),
  op: z.enum(OPERATORS),
  value: z
    .union([scalar, z.array(scalar)])
    .optional()
    .describe(
      'picklist items by system name or label, users by e-mail address, companies by name; a full name that one alone has, or an id',
    ),
});
const filter: z.ZodType = z.union([
  rule,
  z.strictObject({
    get and() {
      return z.array(filter).min(1);
    },
  }),
  z.strictObject({
    get or() {
      return z.array(filter).min(1);
    },
  }),
]);

const mapping = z.union([
  z.string().min(1),
  z.strictObject({
    source: z.string().min(1),
    owner: z.enum(FIELD_OWNERS).optional(),
    prefer: z.array(z.string()).optional(),
  }),
]);
const optionalKeys = (names: readonly string[], value: z.ZodType) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, value.optional()])));
const mappingOf = (names: readonly string[]) =>
  optionalKeys(names, mapping).extend({ custom: z.record(z.string(), mapping).optional() });

const within = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.int().min(least).max(most);
const touchDays = z.int().min(1).max(3_650);

const exclusion = z.union([
  z.strictObject({ domain: z.string() }),
  z.strictObject({ person: z.string() }),
  z.strictObject({ title: z.string() }),
  z.strictObject({ internalOnly: z.literal(true) }),
]);

const account = z.string().min(1).describe('id of the account at Gainsight, or "none"');
const attributionRule = z.union([
  z.strictObject({ person: z.string(), account }),
  z.strictObject({ crmId: z.string(), account }),
  z.strictObject({ domain: z.string(), account }),
]);

/**
 * The form of the configuration document, for editors and other programs. It says what each key may hold; what fits
 * together and what this tenant has is held by `core` and by Save, which name every issue.
 */
export const configDocumentSchema = z
  .strictObject({
    version: z.literal(1),
    accounts: z
      .strictObject({
        import: z.enum(['all', 'matching']).optional(),
        filter: filter.nullish(),
        whenFiltered: z
          .union([
            z.strictObject({ keepDays: keep.optional() }),
            z.strictObject({ keep: z.literal('forever') }),
          ])
          .optional(),
      })
      .optional(),
    status: z
      .strictObject({
        field: z.string().nullish(),
        churned: z.union([z.array(z.string()), filter]).optional(),
        prospect: z.union([z.array(z.string()), filter]).optional(),
        churnedOn: z.string().nullish(),
      })
      .optional(),
    fields: z
      .strictObject({
        account: mappingOf(Object.keys(ACCOUNT_FIELDS)).optional(),
        stakeholder: mappingOf(Object.keys(STAKEHOLDER_FIELDS)).optional(),
        relationship: mappingOf([]).optional(),
      })
      .optional(),
    stakeholders: z
      .strictObject({
        touchEveryDays: touchDays.nullish(),
        byRole: z.record(z.string(), touchDays).optional(),
        byTier: z.record(z.string(), touchDays).optional(),
      })
      .optional(),
    tiers: z.array(z.string()).optional().describe('tiers by name, the highest first'),
    organisation: z
      .strictObject({ zone: z.string().optional(), domains: z.array(z.string()).optional() })
      .optional(),
    meetings: z
      .strictObject({
        from: z.iso.date().nullish(),
        mode: z.enum(MEETING_MODES).optional(),
        exclude: z.array(exclusion).optional(),
        only: z.array(exclusion).optional(),
        attribution: z
          .strictObject({
            thresholdPercent: z.int().min(1).max(95).optional(),
            rules: z.array(attributionRule).optional(),
          })
          .optional(),
      })
      .optional(),
    users: z
      .strictObject({
        roles: z
          .strictObject({
            admin: z
              .strictObject({ superAdmins: z.boolean().optional(), people: z.array(z.string()).optional() })
              .optional(),
            manager: z
              .strictObject({ withReports: z.boolean().optional(), people: z.array(z.string()).optional() })
              .optional(),
            user: z.strictObject({ licences: z.array(z.string()).optional() }).optional(),
          })
          .optional(),
      })
      .optional(),
    timeline: z
      .strictObject({
        enabled: z.boolean().optional(),
        fallbackAuthor: z.string().nullish(),
        types: z.record(z.string(), z.string()).optional(),
        canary: z.array(z.string()).optional(),
        hold: z.array(z.string()).optional(),
        target: z.enum(TIMELINE_TARGETS).optional(),
        twins: z.enum(TWIN_RULES).optional(),
        fields: z.record(z.string(), z.record(z.string(), z.string())).optional(),
      })
      .optional(),
    writeback: z
      .strictObject({
        enabled: z.boolean().optional(),
        values: z
          .array(
            z.strictObject({
              metric: z.string(),
              object: z.enum(['Company', 'Relationship']).optional(),
              field: z.string(),
              conversion: conversionDocumentSchema.nullish(),
              whenUndefined: z.enum(NULL_RULES).optional(),
              owner: z.enum(['handrail', 'person']).optional(),
            }),
          )
          .optional(),
      })
      .optional(),
    health: z
      .strictObject({
        weights: optionalKeys(HEALTH_PARTS, within(HEALTH_BOUNDS.weight))
          .optional()
          .describe('shares of the parts; at least two above 0'),
        thresholds: optionalKeys(['high', 'medium'], within(HEALTH_BOUNDS.threshold)).optional(),
        relativePercent: within(HEALTH_BOUNDS.relativePercent)
          .optional()
          .describe('how much of a part is its rank in the tier; the rest is its own past'),
        windowDays: within(HEALTH_BOUNDS.windowDays).optional(),
        fields: optionalKeys(['responseTime', 'openTickets'], z.string().min(1).nullable())
          .optional()
          .describe('custom account fields that hold hours until we answer, and open tickets'),
      })
      .optional(),
    insights: optionalKeys(
      INSIGHT_IDS,
      z.strictObject({
        enabled: z.boolean().optional(),
        threshold: z.int().min(1).max(365).optional(),
        tiers: z.array(z.string().min(1)).max(100).optional(),
      }),
    ).optional(),
    retention: optionalKeys(RETENTION_CLASSES, keep).optional(),
    cadence: optionalKeys(Object.keys(DEFAULT_CADENCE_MINUTES), z.int().min(5).max(10_080)).optional(),
  })
  .meta({ id: 'configuration', title: 'Configuration of a Handrail workspace' });

/**
 * The document with its keys in the order of {@link configDocumentSchema}, and those that people name by the alphabet: the
 * database keeps no order. One that no longer fits the schema is ordered by the alphabet alone.
 */
export function inDocumentOrder(document: Record<string, unknown>): Record<string, unknown> {
  const sorted: unknown = JSON.parse(canonicalJson(z.json().parse(document)));
  const parsed = configDocumentSchema.safeParse(sorted);
  return z.record(z.string(), z.unknown()).parse(parsed.success ? parsed.data : sorted);
}
