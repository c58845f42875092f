import { SOURCES_BY_KIND } from './check-mapping.ts';
import type { StakeholderFieldName } from './config.ts';
import { ACCOUNT_FIELDS } from './mapping.ts';
import type { AccountFieldName } from './mapping.ts';
import type { FieldType, SourceField } from './source-field.ts';

/** A source field as a proposal looks at it. */
export interface ProposedSource {
  readonly field: SourceField;
  /** Share of the records that hold something there, 0 to 1; null when it was not read. */
  readonly filled: number | null;
}

/** A source that could fill one of our fields, and why. */
export interface MappingProposal<Name extends string> {
  readonly field: Name;
  readonly source: string;
  readonly evidence: string;
}

/** How the fields that fill ours are called by tenants: the name or label without blanks, case and suffix. */
type Names<Name extends string> = Readonly<Record<Name, readonly RegExp[]>>;

const ACCOUNT_NAMES: Names<AccountFieldName> = {
  name: [/^name$/],
  owner: [/^(account)?owner$/, /accountmanager|accountexecutive|relationshipmanager/],
  csm: [/^csm$/, /customersuccessmanager|csmanager|primarycsm/],
  tier: [/^tier$/, /tier|segment|servicelevel/],
  parent: [/^parentcompany$/, /parent/],
  arr: [/^arr$/, /annualrecurring|\barr\b/],
  mrr: [/^mrr$/, /monthlyrecurring/],
  currency: [/^currency(isocode)?$/, /currency/],
  renewalDate: [/^renewaldate$/, /renewal/],
  contractStart: [/^(contract|subscription)start(date)?$/, /originalcontractdate|customersince/],
  lifecycleStage: [/^(lifecycle)?stage$/, /lifecycle/],
  industry: [/^industry$/, /vertical/],
  region: [/^region$/, /geo|territory/],
  domains: [/^(email)?domains?$/, /domain|website/],
  employees: [/^employees$/, /employeecount|numberofemployees/],
  crmId: [/^sfdcaccountid$/, /salesforce.*id|crm.*id|accountid$/],
};

const STAKEHOLDER_NAMES: Names<StakeholderFieldName> = {
  name: [/^name$/, /^(full|display)name$/],
  email: [/^email(address)?$/, /^(work|business|primary|company)email/],
  title: [/^(job)?title$/, /jobtitle|position|jobfunction/],
  role: [/^role$/, /(contact|person|stakeholder|buying|customer)role|persona$/],
  phone: [/^phone(number)?$/, /phone|mobile|telephone/],
  decisionMaker: [/^(is)?decisionmaker$/, /decisionmaker|economicbuyer/],
  touchFrequency: [
    /^(touch|contact|meeting)(frequency|cadence)$/,
    /(touch|contact|meeting|call).*(frequency|cadence|interval)/,
  ],
};

/** Types from which a stakeholder's field can be told; the others are texts. */
const STAKEHOLDER_TYPES: Readonly<Partial<Record<StakeholderFieldName, readonly FieldType[]>>> = {
  email: ['text'],
  phone: ['text', 'number'],
  decisionMaker: ['boolean'],
  touchFrequency: ['text', 'picklist', 'number'],
};

/** Fewer filled than this, and a field is not proposed: it would leave ours empty. */
const LEAST_FILLED = 0.05;

/** For each field of an account the sources that could fill it: by name and type, the better filled first, with the reason. */
export function proposeAccountMapping(
  sources: readonly ProposedSource[],
): readonly MappingProposal<AccountFieldName>[] {
  return propose(ACCOUNT_NAMES, (name) => SOURCES_BY_KIND[ACCOUNT_FIELDS[name]], sources);
}

/** The same for each field of a stakeholder, from the fields of one object. */
export function proposeStakeholderMapping(
  sources: readonly ProposedSource[],
): readonly MappingProposal<StakeholderFieldName>[] {
  return propose(STAKEHOLDER_NAMES, (name) => STAKEHOLDER_TYPES[name] ?? ['text', 'picklist'], sources);
}

function propose<Name extends string>(
  called: Names<Name>,
  typesOf: (name: Name) => readonly FieldType[],
  sources: readonly ProposedSource[],
): readonly MappingProposal<Name>[] {
  const names = Object.keys(called).filter((name): name is Name => name in called);
  return names.flatMap((field) => {
    const types = typesOf(field);
    return sources
      .filter(({ field: { type }, filled }) => types.includes(type) && (filled ?? 1) >= LEAST_FILLED)
      .map((source) => ({ source, rank: rankOf(called[field], source.field) }))
      .filter(({ rank }) => rank !== -1)
      .toSorted(
        (left, right) => left.rank - right.rank || (right.source.filled ?? 0) - (left.source.filled ?? 0),
      )
      .slice(0, 3)
      .map(({ source, rank }) => ({ field, source: source.field.name, evidence: evidenceOf(source, rank) }));
  });
}

/** 0: called just so; 1: called like it; −1: not. */
function rankOf(patterns: readonly RegExp[], field: SourceField): number {
  const called = [field.name.replace(/__g[cr]$/i, ''), field.label].map((text) =>
    text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
  );
  return patterns.findIndex((pattern) => called.some((text) => pattern.test(text)));
}

function evidenceOf({ field, filled }: ProposedSource, rank: number): string {
  const named = rank === 0 ? 'named so' : 'named like it';
  const share = filled === null ? '' : `, ${Math.round(filled * 100)} % filled`;
  const kind = field.type === 'user' ? 'a user' : field.type;
  return `${field.label}: ${named}, ${kind}${share}`;
}
