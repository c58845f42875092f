import type { FieldChange } from '@handrail/contract';
import {
  ACCOUNT_FIELD_LABELS,
  ACCOUNT_FIELDS,
  DEFAULT_CONFIGURATION,
  OF_PERSON,
  parseConfig,
  rowDocument,
  STAKEHOLDER_DEFAULTS,
  STAKEHOLDER_FIELD_LABELS,
  STAKEHOLDER_FIELDS,
} from '@handrail/core';
import type { FieldMapping, MappedKind } from '@handrail/core';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';

/** Whose fields are mapped. */
export type Side = 'account' | 'stakeholder' | 'relationship';

/** The fields of ours on each side; those of a relationship are the vendor's own, so only custom ones are mapped. */
const LABELS: Readonly<Record<Side, Readonly<Record<string, string>>>> = {
  account: ACCOUNT_FIELD_LABELS,
  stakeholder: STAKEHOLDER_FIELD_LABELS,
  relationship: {},
};

/** What the standard fields of each side hold. */
const KINDS: Readonly<Record<Side, Readonly<Record<string, MappedKind>>>> = {
  account: ACCOUNT_FIELDS,
  stakeholder: STAKEHOLDER_FIELDS,
  relationship: {},
};

/** One of our fields, mapped or not. */
export interface MappingRow {
  /** Where it stands in the document, below `fields`: `account`, `custom`, `region`. */
  readonly keys: readonly string[];
  readonly name: string;
  readonly label: string;
  /** What it holds; null where it takes what its source has. */
  readonly kind: MappedKind | null;
  readonly isCustom: boolean;
  readonly mapping: FieldMapping | null;
  /** What fills it while nothing is mapped; null where nothing does. */
  readonly byDefault: string | null;
}

/** Every field of ours that can be mapped, standard ones first, as a document maps them. */
export function listMappingRows(document: ConfigDocument, side: Side): readonly MappingRow[] {
  const parsed = parseConfig({ version: 1, fields: document['fields'] ?? {} });
  const { standard, custom } = (parsed.ok ? parsed.value : DEFAULT_CONFIGURATION).fields[side];
  const defaults = new Map<string, FieldMapping>(Object.entries(STAKEHOLDER_DEFAULTS));
  const held = new Map<string, FieldMapping>(Object.entries(standard));
  return [
    ...Object.entries(LABELS[side]).map(([name, label]) => ({
      keys: [side, name],
      name,
      label,
      kind: KINDS[side][name] ?? null,
      isCustom: false,
      mapping: held.get(name) ?? null,
      byDefault: side === 'stakeholder' ? (defaults.get(name)?.source ?? null) : null,
    })),
    ...Object.entries(custom).map(([name, mapping]) => ({
      keys: [side, 'custom', name],
      name,
      label: name,
      kind: null,
      isCustom: true,
      mapping,
      byDefault: null,
    })),
  ];
}

/** What became at Gainsight of the source that a row is filled from; of another that is chosen in its place nothing is known. */
export function findChange(
  { keys, mapping, byDefault }: MappingRow,
  changes: readonly FieldChange[],
): FieldChange | null {
  const source = (mapping?.source ?? byDefault)?.toLowerCase();
  const isSource = ({ name }: FieldChange) =>
    [name, `${OF_PERSON}${name}`].some((called) => called.toLowerCase() === source);
  return changes.find((one) => one.usedBy.includes(`fields.${keys.join('.')}`) && isSource(one)) ?? null;
}

/** The document with one row mapped so; null takes the mapping away. */
export function putMapping(
  document: ConfigDocument,
  keys: readonly string[],
  mapping: FieldMapping | null,
): ConfigDocument {
  if (mapping !== null) return put(document, ['fields', ...keys], rowDocument(mapping));
  const without = put(document, ['fields', ...keys], undefined);
  // What is empty is left out, so that taking away what was added leaves the document as it was.
  const [side = '', ...deeper] = keys;
  const isEmptied =
    deeper.length === 2 &&
    Object.keys(asRecord(asRecord(asRecord(without['fields'])[side])['custom'])).length === 0;
  return isEmptied ? put(without, ['fields', side, 'custom'], undefined) : without;
}

/** A row that is filled from a source and nothing else is said of. */
export function plainMapping(source: string): FieldMapping {
  return { source, owner: 'gainsight', prefer: [] };
}

/** Whether a new custom field may be called so; else what is wrong. */
export function nameFault(name: string, rows: readonly MappingRow[]): string | null {
  if (!/^[a-z][A-Za-z0-9]{0,59}$/.test(name)) {
    return 'Begin with a small letter; letters and digits only, at most 60.';
  }
  return rows.some((row) => row.name === name) ? 'This name is taken.' : null;
}
