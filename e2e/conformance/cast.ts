import type { Exchange } from './case.ts';

/** A GSID in the documents' structure (§3.1): object code, tenant part, 18 more. */
export function sampleGsid(code: string, name: string): string {
  return `${code}BVHREJTPN50SVS${name.toUpperCase().padEnd(18, '0')}`;
}

/** The ids under which the literal replies show those of the cast. */
export const IDS = {
  mara: sampleGsid('1P01', 'mara'),
  group: sampleGsid('1P02', 'group'),
  lindqvist: sampleGsid('1P02', 'lindqvist'),
  ines: sampleGsid('1P04', 'ines'),
  link: sampleGsid('1C01', 'ineslindqvist'),
} as const;

const COMPANY = '/v1/data/objects/Company';

/**
 * Who the documents' examples speak of, with our values: Lindqvist AB below Lindqvist Group, its CSM Mara Ek, its
 * contact Ines Holm. Companies come in by the documented insert; users and people, which no data call inserts, as an
 * admin makes them.
 */
export const CAST: readonly Exchange[] = [
  {
    request: {
      method: 'POST',
      path: '/__sandbox/objects/gsuser',
      body: {
        Name: 'Mara Ek',
        FirstName: 'Mara',
        LastName: 'Ek',
        Email: 'mara@acme.test',
        SFDCUserName: 'mara@acme.test',
        IsActiveUser: true,
        IsSuperAdmin: false,
        SystemType: 'Internal',
      },
    },
    keep: { mara: 'Gsid' },
  },
  {
    request: { method: 'POST', path: COMPANY, body: { records: [{ Name: 'Lindqvist Group' }] } },
    keep: { group: 'data.records.0.Gsid' },
  },
  {
    request: {
      method: 'POST',
      path: COMPANY,
      body: {
        records: [
          {
            Name: 'Lindqvist AB',
            ParentCompany: '{group}',
            Csm: '{mara}',
            Stage: 'Launched',
            Status: 'Active',
            Arr: 48000,
            Employees: 120,
            RenewalDate: '2027-03-31',
          },
        ],
      },
    },
    keep: { lindqvist: 'data.records.0.Gsid' },
  },
  {
    request: {
      method: 'POST',
      path: '/__sandbox/objects/person',
      body: {
        Name: 'Ines Holm',
        FirstName: 'Ines',
        LastName: 'Holm',
        Email: 'ines@lindqvist.test',
      },
    },
    keep: { ines: 'Gsid' },
  },
  {
    request: {
      method: 'POST',
      path: '/__sandbox/objects/company_person',
      body: {
        Person_ID: '{ines}',
        Company_ID: '{lindqvist}',
        Title: 'CTO',
        Active: true,
        IsPrimaryCompany: true,
      },
    },
    keep: { link: 'Gsid' },
  },
];
