import { choice, names, number } from './switch.ts';

const vendor = 'gainsight';

/** Doubtful readings of record writes and of the Timeline. */
export const writeSwitches = {
  recordReadLagSeconds: number([0, 30], {
    vendor,
    mark: 'I',
    line: '§4.4',
    says: 'Seconds until a written record shows in queries, other than activities.',
  }),
  updateManyMatches: choice(['all', 'first'], {
    vendor,
    mark: 'I',
    line: '§5.3, §19.37',
    says: 'An update whose key value matches several rows.',
  }),
  readOnlyWrite: choice(['refused', 'ignored'], {
    vendor,
    mark: 'I',
    line: '§18.1, §20.15',
    says: 'A write that names a read-only field.',
  }),
  deleteOutcome: choice(['deleted', 'database-failure'], {
    vendor,
    mark: 'D',
    line: '§5.4, §6.2',
    says: 'A delete: done, or refused as the failure of the database (`GSOBJ_1003`), with nothing removed.',
  }),
  deletedCompanyChildren: choice(['kept', 'deleted'], {
    vendor,
    mark: 'I',
    line: '§5.4, §20.20',
    says: 'What becomes of the relationships, people links, team and activities of a deleted company.',
  }),
  mergedInDeleteLog: choice(['absent', 'listed'], {
    vendor,
    mark: 'I',
    line: '§13, §20.20',
    says: 'Whether the company that a merge removes is listed in the delete log.',
  }),
  activityReadLagSeconds: number([0, 30, 600], {
    vendor,
    mark: 'I',
    line: '§10.2, §10.6',
    says: 'Seconds until a saved activity shows in queries.',
  }),
  externalIdRepeat: choice(['refused', 'stored-twice'], {
    vendor,
    mark: 'D',
    line: '§10.2, §19.49',
    says: 'A Timeline save with an ExternalId that exists already.',
  }),
  activityId: choice(['same-as-gsid', 'different'], {
    vendor,
    mark: 'I',
    line: '§10.3, §20.18',
    says: 'Whether the id in the save reply is the Gsid of the row.',
  }),
  activityRecordsMax: number([50, 1], {
    vendor,
    mark: 'G',
    line: '§10.2, §20.19',
    says: 'Most records that one single Timeline save takes.',
  }),
  personActivityEdit: choice(['allowed', 'refused'], {
    vendor,
    mark: 'I',
    line: '§10.3',
    says: 'An update through the API of an activity that a person wrote in the product.',
  }),
  emptyOutcomeForm: choice(['object', 'null'], {
    vendor,
    mark: 'I',
    line: '§10.2',
    says: '`success` or `failures` of a Timeline reply when no record belongs there: an empty object, or null.',
  }),
  requiredActivityFields: names([['Ant__Topic__c']], {
    vendor,
    mark: 'D',
    line: '§3.3, §18.6',
    says: 'Custom activity fields that this tenant demands on insert, e.g. `Ant__Topic__c`.',
  }),
};
