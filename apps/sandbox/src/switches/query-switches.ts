import { choice, names, number } from './switch.ts';

const vendor = 'gainsight';

/** Doubtful readings of data queries and metadata. */
export const querySwitches = {
  replyShape: choice(['records', 'array'], {
    vendor,
    mark: 'C',
    line: '§4.3, §19.15, §20.1',
    says: 'Where rows of a query reply stand; the Timeline and the delete log always use `records`.',
  }),
  noDataForm: choice(['empty', 'null-data', 'null-records', 'result-false', 'http-400'], {
    vendor,
    mark: 'D',
    line: '§4.3, §4.5, §19.16, §20.2',
    says: 'What a query that matches nothing answers; all five mean "no rows".',
  }),
  dateForm: choice(['iso', 'epoch'], {
    vendor,
    mark: 'C',
    line: '§3.5, §19.27, §20.7',
    says: 'How dates come back; the delete log always answers ISO seconds.',
  }),
  emptyDateForm: choice(['null', 'empty-string'], {
    vendor,
    mark: 'D',
    line: '§3.5, §19.29, §20.7',
    says: 'A date without a value.',
  }),
  nullForm: choice(['null', 'omitted'], {
    vendor,
    mark: 'D',
    line: '§3.6, §19.29',
    says: 'A field without a value: its key with null, or no key.',
  }),
  multiSelectForm: choice(['joined', 'array'], {
    vendor,
    mark: 'C',
    line: '§3.6',
    says: 'Values of a multi-select in replies: one string joined by `;`, or a list.',
  }),
  limitOverMax: choice(['capped', 'refused'], {
    vendor,
    mark: 'I',
    line: '§4.1, §19.13',
    says: 'A query that asks for more than 5,000 rows.',
  }),
  offsetBase: choice(['zero', 'one'], {
    vendor,
    mark: 'D',
    line: '§4.1, §20.9',
    says: 'Whether offset 5000 leaves 5,000 rows out, or 4,999 as one page of the documents counts.',
  }),
  pastEndForm: choice(['empty', 'as-no-data'], {
    vendor,
    mark: 'C',
    line: '§4.4, §19.14',
    says: 'A page past the last row: empty, or whatever a query answers that matches nothing.',
  }),
  unorderedRows: choice(['stable', 'shuffled'], {
    vendor,
    mark: 'I',
    line: '§4.4, §19.12',
    says: 'Order of rows when a query names none.',
  }),
  unsortableOrder: choice(['refused', 'ignored'], {
    vendor,
    mark: 'I',
    line: '§11.2',
    says: 'An order by a field that describe calls not sortable.',
  }),
  nullsOrder: choice(['low', 'high'], {
    vendor,
    mark: 'I',
    line: '§4.4',
    says: 'Where rows without a value stand in an order: below all values (last in `desc`), or above.',
  }),
  gsidGreaterThan: choice(['supported', 'refused'], {
    vendor,
    mark: 'G',
    line: '§4.2, §4.4',
    says: 'Whether `Gsid GT` is a known operator.',
  }),
  expressionMode: choice(['parentheses', 'strict', 'two-terms'], {
    vendor,
    mark: 'I',
    line: '§4.1, §20.17',
    says: 'Whether conditions may be combined with parentheses and mixed AND / OR, only by one of them, or only two of them.',
  }),
  unusedConditions: choice(['ignored', 'refused'], {
    vendor,
    mark: 'I',
    line: '§19.22',
    says: 'Conditions that the expression does not name.',
  }),
  betweenEnd: choice(['inclusive', 'exclusive'], {
    vendor,
    mark: 'C',
    line: '§4.2, §19.23',
    says: 'Whether BTW includes its upper end.',
  }),
  textEquality: choice(['exact', 'insensitive'], {
    vendor,
    mark: 'I',
    line: '§4.2',
    says: 'Whether EQ, NE and IN on text see letter case; CONTAINS and its kin never do.',
  }),
  filterPrecision: choice(['second', 'millisecond'], {
    vendor,
    mark: 'C',
    line: '§4.4',
    says: 'Precision at which date-time filters compare.',
  }),
  filterZoneMinutes: number([0, -480, 330], {
    vendor,
    mark: 'I',
    line: '§3.5, §19.26, §20.8',
    says: 'Minutes east of UTC in which a filter value without an offset is read.',
  }),
  highVolumeDeleteLog: choice(['present', 'absent'], {
    vendor,
    mark: 'C',
    line: '§13',
    says: 'Whether the tenant has `record_delete_log_high_volume`.',
  }),
  deleteLogNames: choice(['capitalised', 'lower', 'label'], {
    vendor,
    mark: 'I',
    line: '§13',
    says: 'How the delete log names the object of a record deleted from now on: `Company_Person`, `company_person`, `Company Person`.',
  }),
  multiSelectOptions: choice(['listed', 'empty'], {
    vendor,
    mark: 'C',
    line: '§11.2',
    says: 'Whether describe lists the items of multi-selects, or only names their category.',
  }),
  objectNotFoundStatus: choice([400, 404], {
    vendor,
    mark: 'I',
    line: '§11.5, §19.46, §20.16',
    says: 'HTTP status of OBJECT_NOT_FOUND.',
  }),
  refusedObjects: names([['relationship']], {
    vendor,
    mark: 'I',
    line: '§2.3, §3.2',
    says: 'Objects (lower case) that this tenant does not let the caller read or write: 403.',
  }),
};
