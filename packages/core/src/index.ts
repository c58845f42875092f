/**
 * What the product means: records, filters, status, mapping, decisions, positions, runs, deliveries,
 * attribution, permissions. Everything here is pure: no input or output, no clock, no chance, nothing of Node;
 * it runs in the browser as it runs on the server, and it depends on no other package.
 */
export * from './attribution.ts';
export * from './calendar-day.ts';
export * from './check-mapping.ts';
export * from './config-difference.ts';
export * from './config-document.ts';
export * from './config.ts';
export * from './count-filter.ts';
export * from './cursor.ts';
export * from './decide.ts';
export * from './deletion-guard.ts';
export * from './delivery-outcome.ts';
export * from './delivery.ts';
export type { Issue } from './document-reader.ts';
export * from './domain.ts';
export * from './errors.ts';
export * from './exclusion.ts';
export * from './external-id.ts';
export * from './field-labels.ts';
export * from './filter-sentence.ts';
export * from './filter.ts';
export * from './freshness.ts';
export { hashText } from './hash128.ts';
export * from './hierarchy.ts';
export * from './ids.ts';
export * from './json.ts';
export * from './mapping.ts';
export * from './parse-config.ts';
export * from './permissions.ts';
export * from './preview-kind.ts';
export * from './propose-mapping.ts';
export { checkFilter, OPERATORS_BY_TYPE } from './read-filter.ts';
export * from './reconcile.ts';
export * from './record.ts';
export * from './relationship.ts';
export * from './resolution.ts';
export * from './run.ts';
export * from './source-field.ts';
export * from './stakeholder.ts';
export * from './status.ts';
