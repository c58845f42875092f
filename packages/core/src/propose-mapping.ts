import { ACCOUNT_FIELDS } from './mapping.ts';
import type { AccountFieldName } from './mapping.ts';
import { SOURCES_BY_KIND } from './check-mapping.ts';
import type { SourceField } from './source-field.ts';

/** A source field as a proposal looks at it. */
export interface ProposedSource {
  readonly field: SourceField;
  /** Share of the accounts that hold something there, 0 to 1; null when nothing was read. */
  readonly filled: number | null;
}

/** A source that could fill one of our fields, and why. */
export interface MappingProposal {
  readonly field: AccountFieldName;
  readonly source: string;
  readonly evidence: string;
}

/** How the fields that fill ours are called by tenants: the name or label without blanks, case and suffix. */
const NAMES: Readonly<Record<AccountFieldName, readonly RegExp[]>> = {
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

/** Fewer filled than this, and a field is not proposed: it would leave ours empty. */
const LEAST_FILLED = 0.05;

/** For each of our fields the sources that could fill it: by name and type, the better filled first, with the reason. */
export function proposeMapping(sources: readonly ProposedSource[]): readonly MappingProposal[] {
  const names = Object.keys(NAMES).filter((name): name is AccountFieldName => name in NAMES);
  return names.flatMap((field) => proposalsFor(field, sources));
}

function proposalsFor(
  field: AccountFieldName,
  sources: readonly ProposedSource[],
): readonly MappingProposal[] {
  const types = SOURCES_BY_KIND[ACCOUNT_FIELDS[field]];
  return sources
    .flatMap((source) => {
      const rank = rankOf(field, source.field);
      const isEmpty = source.filled !== null && source.filled < LEAST_FILLED;
      return rank === -1 || isEmpty || !types.includes(source.field.type) ? [] : [{ source, rank }];
    })
    .toSorted(
      (left, right) => left.rank - right.rank || (right.source.filled ?? 0) - (left.source.filled ?? 0),
    )
    .slice(0, 3)
    .map(({ source, rank }) => ({ field, source: source.field.name, evidence: evidenceOf(source, rank) }));
}

/** 0: called just so; 1: called like it; −1: not. */
function rankOf(name: AccountFieldName, field: SourceField): number {
  const called = [field.name.replace(/__g[cr]$/i, ''), field.label].map((text) =>
    text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
  );
  return NAMES[name].findIndex((pattern) => called.some((text) => pattern.test(text)));
}

function evidenceOf({ field, filled }: ProposedSource, rank: number): string {
  const named = rank === 0 ? 'named so' : 'named like it';
  const share = filled === null ? '' : `, ${Math.round(filled * 100)} % filled`;
  const kind = field.type === 'user' ? 'a user' : field.type;
  return `${field.label}: ${named}, ${kind}${share}`;
}
