import { z } from 'zod';
import { SandboxError } from './errors.ts';

/**
 * Readings of the documents that are in doubt (reference sections 19 and 20). The defaults are what
 * live clients mostly meet; every other position is a documented or observed variant.
 */
export interface Switches {
  /** Where rows of a query reply stand; the Timeline and the delete log always use `records`. */
  replyShape: 'records' | 'array';
  /** What a query that matches nothing answers; all five mean "no rows". */
  noDataForm: 'empty' | 'null-data' | 'null-records' | 'result-false' | 'http-400';
  /** How dates come back; the delete log always answers ISO seconds. */
  dateForm: 'iso' | 'epoch';
  /** A date without a value. */
  emptyDateForm: 'null' | 'empty-string';
  /** A field without a value: its key with null, or no key. */
  nullForm: 'null' | 'omitted';
  /** Values of a multi-select in replies. */
  multiSelectForm: 'joined' | 'array';
  /** A query that asks for more than 5,000 rows. */
  limitOverMax: 'capped' | 'refused';
  /** Order of rows when a query names none. */
  unorderedRows: 'stable' | 'shuffled';
  /** An order by a field that describe calls not sortable. */
  unsortableOrder: 'refused' | 'ignored';
  /** Where rows without a value stand in an order: below all values (last in `desc`), or above. */
  nullsOrder: 'low' | 'high';
  /** Whether `Gsid GT` is a known operator. */
  gsidGreaterThan: 'supported' | 'refused';
  /** Whether conditions may be combined with parentheses and mixed AND / OR, only by one of them, or only two of them. */
  expressionMode: 'parentheses' | 'strict' | 'two-terms';
  /** Conditions that the expression does not name. */
  unusedConditions: 'ignored' | 'refused';
  /** Whether BTW includes its upper end. */
  betweenEnd: 'inclusive' | 'exclusive';
  /** Whether EQ, NE and IN on text see letter case; CONTAINS and its kin never do. */
  textEquality: 'exact' | 'insensitive';
  /** Precision at which date-time filters compare. */
  filterPrecision: 'second' | 'millisecond';
  /** Minutes east of UTC in which a filter value without an offset is read. */
  filterZoneMinutes: number;
  /** Seconds until a written record shows in queries, other than activities. */
  recordReadLagSeconds: number;
  /** Seconds until a saved activity shows in queries. */
  activityReadLagSeconds: number;
  /** A Timeline save with an ExternalId that exists already. */
  externalIdRepeat: 'refused' | 'stored-twice';
  /** Whether the id in the save reply is the Gsid of the row. */
  activityId: 'same-as-gsid' | 'different';
  /** Most records that one single Timeline save takes. */
  activityRecordsMax: number;
  /** Custom activity fields that this tenant demands on insert, e.g. `Ant__Topic__c`. */
  requiredActivityFields: string[];
  /** An update whose key value matches several rows. */
  updateManyMatches: 'all' | 'first';
  /** A write that names a read-only field. */
  readOnlyWrite: 'refused' | 'ignored';
  /** A delete: done, or refused as the database's failure (`GSOBJ_1003`), with nothing removed. */
  deleteOutcome: 'deleted' | 'database-failure';
  /** What becomes of a deleted company's relationships, people links, team and activities. */
  deletedCompanyChildren: 'kept' | 'deleted';
  /** Whether the company that a merge removes is listed in the delete log. */
  mergedInDeleteLog: 'absent' | 'listed';
  /** Whether the tenant has `record_delete_log_high_volume`. */
  highVolumeDeleteLog: 'present' | 'absent';
  /** Whether describe lists the items of multi-selects, or only names their category. */
  multiSelectOptions: 'listed' | 'empty';
  /** Form of the refusal over a limit. */
  limitForm: 'gu-2400' | 'gateway-429' | 'gateway-200';
  /** Whether that refusal says when to come back. */
  retryAfterHeader: boolean;
  /** HTTP status of OBJECT_NOT_FOUND. */
  objectNotFoundStatus: 400 | 404;
  /** Objects (lower case) that this tenant does not let the caller read or write: 403. */
  refusedObjects: string[];
  /** From where the access key is accepted; the allow-list does not touch OAuth tokens. */
  accessKeyFrom: 'anywhere' | 'nowhere';
}

/** The positions that a fresh sandbox starts with. */
export const defaultSwitches: Readonly<Switches> = {
  replyShape: 'records',
  noDataForm: 'empty',
  dateForm: 'iso',
  emptyDateForm: 'null',
  nullForm: 'null',
  multiSelectForm: 'joined',
  limitOverMax: 'capped',
  unorderedRows: 'stable',
  unsortableOrder: 'refused',
  nullsOrder: 'low',
  gsidGreaterThan: 'supported',
  expressionMode: 'parentheses',
  unusedConditions: 'ignored',
  betweenEnd: 'inclusive',
  textEquality: 'exact',
  filterPrecision: 'second',
  filterZoneMinutes: 0,
  recordReadLagSeconds: 0,
  activityReadLagSeconds: 0,
  externalIdRepeat: 'refused',
  activityId: 'same-as-gsid',
  activityRecordsMax: 50,
  requiredActivityFields: [],
  updateManyMatches: 'all',
  readOnlyWrite: 'refused',
  deleteOutcome: 'deleted',
  deletedCompanyChildren: 'kept',
  mergedInDeleteLog: 'absent',
  highVolumeDeleteLog: 'present',
  multiSelectOptions: 'listed',
  limitForm: 'gu-2400',
  retryAfterHeader: false,
  objectNotFoundStatus: 400,
  refusedObjects: [],
  accessKeyFrom: 'anywhere',
};

/** Sets the named switches; throws `sandbox_bad_option` for a name or a kind of value that no switch has. */
export function changeSwitches(switches: Switches, body: unknown): void {
  const changes = z.record(z.string(), z.unknown()).parse(body);
  for (const [name, value] of Object.entries(changes)) {
    const known: unknown = Object.entries(defaultSwitches).find(([key]) => key === name)?.[1];
    if (
      known === undefined ||
      typeof known !== typeof value ||
      Array.isArray(known) !== Array.isArray(value)
    ) {
      throw new SandboxError('sandbox_bad_option', `No switch ${name} with such a value`);
    }
  }
  Object.assign(switches, changes);
}
