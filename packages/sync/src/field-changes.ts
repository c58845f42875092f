import {
  completeStakeholderMapping,
  filterRules,
  isFilter,
  OF_PERSON,
  RELATIONSHIP_SOURCES,
} from '@handrail/core';
import type { Configuration, FieldMapping, Filter } from '@handrail/core';
import { findLatestConfig, listSourceFields } from '@handrail/database';
import type { ConnectionRow, SourceFieldRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { COMPANY } from './inbound/account-context.ts';
import { RELATIONSHIP } from './inbound/relationship-context.ts';
import { MODIFIED_DATE } from './inbound/source-record.ts';
import {
  COMPANY_PERSON,
  PEOPLE_OBJECTS,
  PERSON,
  RELATIONSHIP_PERSON,
  RELATIONSHIP_TIE,
  TIE,
} from './inbound/stakeholder-context.ts';

/** What became of a described field since the configuration was saved. */
export const FIELD_CHANGES = ['added', 'removed', 'renamed', 'retyped', 'unreadable'] as const;

/** A field that is no longer what it was when somebody last saved. */
export interface FieldChange {
  /** The vendor's object that it is of. */
  readonly object: string;
  readonly name: string;
  readonly label: string;
  readonly kind: (typeof FIELD_CHANGES)[number];
  /** The former label or type; null for added and removed ones. */
  readonly before: string | null;
  /** The present label or type, or the field that took its place; null when there is none. */
  readonly now: string | null;
  /** When the change was noticed; for a removed field, when it was last described. */
  readonly since: Date;
  /** Places of the configuration that use it: `fields.account.region`, `accounts.filter`; else the stream that does. */
  readonly usedBy: readonly string[];
  /** Whether only a stream uses it, as the standard field that it is: no configuration could choose another. */
  readonly isFixed: boolean;
}

/** The objects whose fields fill ours. */
export const MAPPED_OBJECTS = [COMPANY, RELATIONSHIP, ...PEOPLE_OBJECTS] as const;

/** One of {@link MAPPED_OBJECTS}. */
type MappedObject = (typeof MAPPED_OBJECTS)[number];

/**
 * Fields that were added, removed, renamed or retyped since the configuration was saved last: whoever saves has seen them.
 * A removed field is told only while something uses it, and one that Gainsight describes but refuses until it is read
 * again. No column is emptied by any of them.
 */
export async function listFieldChanges(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
): Promise<readonly FieldChange[]> {
  const saved = await findLatestConfig(tx);
  const { configuration } = await readConfiguration(tx);
  const found: FieldChange[] = [];
  for (const object of MAPPED_OBJECTS) {
    const rows = await listSourceFields(tx, connection.id, object);
    const uses = usesOf(configuration, object);
    found.push(...changesOf({ object, rows, uses, savedAt: saved?.createdAt ?? null }));
  }
  return found;
}

function changesOf({
  object,
  rows,
  uses,
  savedAt,
}: {
  readonly object: MappedObject;
  readonly rows: readonly SourceFieldRow[];
  readonly uses: FieldUses;
  readonly savedAt: Date | null;
}): readonly FieldChange[] {
  const describedAt = Math.max(0, ...rows.map((row) => row.seen_at.getTime()));
  const standing = rows.filter((row) => row.seen_at.getTime() === describedAt);
  const gone = rows.filter((row) => row.seen_at.getTime() < describedAt);
  const partsOf = (row: SourceFieldRow) => {
    const { name, label } = row;
    const chosen = uses.chosen.get(name.toLowerCase()) ?? [];
    const isFixed = chosen.length === 0 && uses.fixed.has(name.toLowerCase());
    return { object, name, label, usedBy: isFixed ? [STREAM_OF[object]] : chosen, isFixed };
  };
  const removed = gone
    .filter((row) => partsOf(row).usedBy.length > 0)
    .map((row): FieldChange => {
      const successor = standing.find((other) => isSuccessor(row, other));
      return {
        ...partsOf(row),
        kind: successor === undefined ? 'removed' : 'renamed',
        before: null,
        now: successor?.name ?? null,
        since: row.seen_at,
      };
    });
  const changed = standing.flatMap((row): FieldChange[] => {
    if (row.change === null || row.changed_at === null) return [];
    if (savedAt !== null && row.changed_at <= savedAt) return [];
    const now = { added: null, renamed: row.label, retyped: row.data_type }[row.change];
    const before = row.change === 'added' ? null : row.change_before;
    return [{ ...partsOf(row), kind: row.change, before, now, since: row.changed_at }];
  });
  const unreadable = standing.flatMap((row): FieldChange[] =>
    row.refused_at === null
      ? []
      : [{ ...partsOf(row), kind: 'unreadable', before: null, now: null, since: row.refused_at }],
  );
  return [...removed, ...unreadable, ...changed];
}

/** A new field under the same label and type: the vendor's way of giving a field another API name. */
function isSuccessor(gone: SourceFieldRow, other: SourceFieldRow): boolean {
  return other.change === 'added' && other.label === gone.label && other.data_type === gone.data_type;
}

/** What uses the fields of an object, each by its name in lower case. */
interface FieldUses {
  /** Places of the configuration. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  /** Standard fields that a stream reads by itself. */
  readonly fixed: ReadonlySet<string>;
}

const STREAM_OF: Readonly<Record<MappedObject, string>> = {
  [COMPANY]: 'accounts',
  [RELATIONSHIP]: 'relationships',
  [PERSON]: 'stakeholders',
  [COMPANY_PERSON]: 'stakeholders',
  [RELATIONSHIP_PERSON]: 'stakeholders',
};

const FIXED: Readonly<Partial<Record<MappedObject, readonly string[]>>> = {
  [RELATIONSHIP]: Object.values(RELATIONSHIP_SOURCES),
  [COMPANY_PERSON]: Object.values(TIE),
  [RELATIONSHIP_PERSON]: [...Object.values(RELATIONSHIP_TIE), MODIFIED_DATE],
};

function usesOf(configuration: Configuration, object: MappedObject): FieldUses {
  const chosen = new Map<string, string[]>();
  for (const [field, place] of placesOf(configuration, object)) {
    const key = field.toLowerCase();
    const known = chosen.get(key) ?? [];
    if (!known.includes(place)) chosen.set(key, [...known, place]);
  }
  const fixed = new Set((FIXED[object] ?? []).map((field) => field.toLowerCase()));
  return { chosen, fixed };
}

/** Where the configuration uses which field of an object. */
function placesOf(
  { accounts, status, fields }: Configuration,
  object: MappedObject,
): readonly (readonly [field: string, place: string])[] {
  switch (object) {
    case COMPANY:
      return [
        ...mappedPlaces(fields.account, 'fields.account'),
        ...filterPlaces(accounts.filter, 'accounts.filter'),
        ...[status.churned, status.prospect].flatMap((side) =>
          filterPlaces(isFilter(side) ? side : null, 'status'),
        ),
        ...[status.field, status.churnedOn].flatMap((field) =>
          field === null ? [] : [[field, 'status'] as const],
        ),
      ];
    case RELATIONSHIP:
      return mappedPlaces(fields.relationship, 'fields.relationship');
    case PERSON:
    case COMPANY_PERSON: {
      const mapping = completeStakeholderMapping(fields.stakeholder);
      const isOfPerson = (source: string) => source.startsWith(OF_PERSON);
      return mappedPlaces(mapping, 'fields.stakeholder')
        .filter(([source]) => isOfPerson(source) === (object === PERSON))
        .map(([source, place]) => [source.slice(isOfPerson(source) ? OF_PERSON.length : 0), place]);
    }
    case RELATIONSHIP_PERSON:
      return [];
  }
}

function mappedPlaces(
  { standard, custom }: { readonly standard: Rows; readonly custom: Rows },
  place: string,
): readonly (readonly [string, string])[] {
  return [
    ...Object.entries(standard).map(([ours, row]) => [row.source, `${place}.${ours}`] as const),
    ...Object.entries(custom).map(([ours, row]) => [row.source, `${place}.custom.${ours}`] as const),
  ];
}

type Rows = Readonly<Record<string, Pick<FieldMapping, 'source'>>>;

function filterPlaces(filter: Filter | null, place: string): readonly (readonly [string, string])[] {
  return filter === null ? [] : filterRules(filter).map((rule) => [rule.field, place] as const);
}
