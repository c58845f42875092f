import type { PicklistItem, Row } from '../world.ts';
import { gsid } from './gsid.ts';
import { WorldError } from './world-error.ts';

/** A category of items; a picklist field shows its items, a record holds an item's GSID. */
export interface Picklist {
  readonly name: string;
  readonly categoryId: string;
  readonly items: readonly PicklistItem[];
  /** Labels of the items that may be written. */
  readonly activeLabels: readonly string[];
  /** GSID of the item with this label; throws {@link WorldError} when there is none. */
  idOf(label: string): string;
}

/** Labels by category; a leading `-` marks an item that is listed but may not be written any more. */
const CATEGORIES = {
  CompanyType: ['Customer', 'Former Customer', 'Prospect', 'Partner', '-Reseller'],
  Status: ['Active', 'Inactive', 'Churn', 'Prospect'],
  Stage: ['New Customer', 'Kicked Off', 'Launched', 'Adopting', 'Will Churn', 'Churn', '-Pilot'],
  Industry: [
    'Utilities',
    'Logistics',
    'Healthcare',
    'Food & Beverage',
    'Real Estate',
    'Industrial Services',
    'Transportation',
    'Banking',
    'Telecommunications',
    'Energy',
    'Education',
    'Public Sector',
    'Retail',
    '-Other (legacy)',
  ],
  ManagedAs: ['Single Entity', 'Hierarchy', 'Relationship'],
  CurrencyIsoCode: ['USD', 'EUR', 'GBP', 'SEK', 'JPY', '-DEM'],
  Tags: ['Reference', 'Beta', 'At Risk', 'Strategic', 'Design Partner'],
  Tier: ['Enterprise', 'Strategic', 'Mid-Market', 'Small', '-Bronze'],
  Region: ['North America', 'EMEA', 'APAC', 'LATAM'],
  Products: ['Scheduling', 'Inventory', 'Insights', 'Mobile', 'Connect'],
  HealthLabel: ['Good', 'Fair', 'Poor'],
  LicenseType: ['Full', 'Viewer', 'Viewer Analytics', 'Internal Collaborator', 'External'],
  PersonRole: ['Champion', 'Decision Maker', 'Executive Sponsor', 'User', 'Billing Contact', '-Detractor'],
  TeamRole: ['CSM', 'Account Executive', 'Solutions Engineer', 'Support Lead'],
  Outcome: ['Positive', 'Neutral', 'Negative'],
  Environment: ['Production', 'Staging', 'Trial', '-Proof of Concept'],
} as const satisfies Record<string, readonly string[]>;

/** Categories whose items the dropdown call names by system name: `Internal_Collaborator` (reference section 11.4). */
const namedBySystem: readonly string[] = ['LicenseType'];

/** Name of a category. */
export type PicklistName = keyof typeof CATEGORIES;

/** All categories of the tenant of this seed. */
export type Picklists = Readonly<Record<PicklistName, Picklist>>;

/** Makes the categories; item ids depend on the category and the place in it. */
export function makePicklists(seed: number): Picklists {
  const names = Object.keys(CATEGORIES);
  const make = (name: PicklistName): Picklist => makePicklist(seed, name, 1000 * (1 + names.indexOf(name)));
  return {
    CompanyType: make('CompanyType'),
    Status: make('Status'),
    Stage: make('Stage'),
    Industry: make('Industry'),
    ManagedAs: make('ManagedAs'),
    CurrencyIsoCode: make('CurrencyIsoCode'),
    Tags: make('Tags'),
    Tier: make('Tier'),
    Region: make('Region'),
    Products: make('Products'),
    HealthLabel: make('HealthLabel'),
    LicenseType: make('LicenseType'),
    PersonRole: make('PersonRole'),
    TeamRole: make('TeamRole'),
    Outcome: make('Outcome'),
    Environment: make('Environment'),
  };
}

/** The records of `da_picklist`: every item of every category. */
export function picklistRows(picklists: Picklists): Row[] {
  return Object.values(picklists).flatMap((picklist) =>
    picklist.items.map((item, at) => ({
      Gsid: item.gsid,
      Name: item.label,
      SystemName: item.systemName,
      Category: picklist.name,
      CategoryId: picklist.categoryId,
      DisplayOrder: at + 1,
      Active: item.active,
    })),
  );
}

function makePicklist(seed: number, name: PicklistName, base: number): Picklist {
  const items = CATEGORIES[name].map((text, at) => {
    const label = text.startsWith('-') ? text.slice(1) : text;
    const systemName = label.replaceAll(/[^A-Za-z0-9]+/g, '_');
    return {
      gsid: gsid(seed, 'da_picklist', base + at + 1),
      label,
      ...(namedBySystem.includes(name) ? { name: systemName } : {}),
      systemName,
      active: !text.startsWith('-'),
    };
  });
  const byLabel = new Map(items.map((item) => [item.label, item.gsid]));
  return {
    name,
    categoryId: gsid(seed, 'da_picklist', base),
    items,
    activeLabels: items.filter(({ active }) => active).map(({ label }) => label),
    idOf: (label) => {
      const id = byLabel.get(label);
      if (id === undefined) throw new WorldError(`picklist ${name} has no item "${label}"`);
      return id;
    },
  };
}
