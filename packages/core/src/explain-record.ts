import { runInWords, verdictInWords } from './explain.ts';
import type { DecidingFilter, Explanation, FieldOrigin, Reason, ReasonRun } from './explain.ts';
import type { Verdict } from './filter.ts';

/** Why a record is set aside. */
export interface SetAsideCause {
  /** API name; null where the record as a whole cannot be stored. */
  readonly field: string | null;
  /** The field as the source calls it; null where that is not known. */
  readonly label: string | null;
  readonly reason: string;
  /** What the field holds, fit to be shown; null where that says nothing. */
  readonly value: string | null;
}

/** What is stored of a record of the source and of what it became. */
export interface RecordFacts {
  readonly noun: 'account' | 'relationship' | 'stakeholder';
  readonly id: string | null;
  readonly sourceId: string;
  /** The vendor's object that the record is of. */
  readonly object: string;
  readonly name: string | null;
  /** Null for a record that could never be stored. */
  readonly stored: {
    readonly verdict: Verdict;
    /** The deciding value as a person reads it, where it is an id of something with a name. */
    readonly shownValue: string | null;
    readonly by: DecidingFilter;
    readonly run: ReasonRun | null;
    readonly decidedAt: Date | null;
    readonly decidedOn: string;
    readonly firstStoredAt: Date;
    readonly modifiedAt: Date | null;
  } | null;
  /** The exit that took it out of the lists as missing; null while the source has it. */
  readonly missing: {
    readonly since: Date | null;
    readonly run: ReasonRun | null;
    /** The id of the person where they are gone and not their tie; null where the record itself is. */
    readonly person: string | null;
  } | null;
  /** The account that has its history now, after a merge at the source. */
  readonly mergedInto: { readonly id: string; readonly name: string } | null;
  /** Where most of its people are now: a merge that a person has yet to confirm. */
  readonly proposedMerge: {
    readonly into: { readonly id: string; readonly name: string };
    readonly people: number;
    readonly peopleThere: number;
  } | null;
  /** When a person put it back though the source no longer has it; null: nobody did. */
  readonly keptAt: Date | null;
  readonly setAside: (SetAsideCause & { readonly at: Date; readonly run: ReasonRun | null }) | null;
  readonly held: { readonly kind: LeavingKind; readonly run: ReasonRun } | null;
  /** The exit that a person kept when the deletion guard asked; `by` is null where the person is not known any more. */
  readonly keptExit: {
    readonly kind: LeavingKind;
    readonly run: ReasonRun;
    readonly by: string | null;
    readonly at: Date;
  } | null;
  /** What a relationship or stakeholder depends on: the account that it belongs to. */
  readonly account: {
    readonly id: string | null;
    readonly name: string | null;
    readonly standing: 'present' | 'filtered' | 'missing' | 'unknown';
    /** The run that put it out; null while it is here, and where that is not known. */
    readonly outBy: { readonly run: ReasonRun | null; readonly at: Date | null } | null;
  } | null;
  /** What ties a stakeholder to the account, and their own standing beside that of the account. */
  readonly tie: {
    readonly to: 'company' | 'relationship';
    readonly presence: 'present' | 'inactive' | 'waiting' | 'missing' | 'filtered';
  } | null;
  readonly fields: readonly FieldOrigin[];
}

type LeavingKind = keyof typeof EXIT_WORDS;

const EXIT_WORDS = {
  missing: 'is no longer in Gainsight',
  filtered: 'no longer matches the filter',
  churned: 'would turn to Churned',
} as const;

/** Why a record is set aside, as a sentence about its field, and what can be done. */
export function setAsideInWords(of: SetAsideCause): { readonly cause: string; readonly remedy: string } {
  const { field, reason } = of;
  const cause = `T${setAsideClause(of).slice(1)}.`;
  const isNameless = reason === 'missing-id' && field === 'Gsid';
  if (isNameless) return { cause, remedy: NAMELESS_REMEDY };
  return { cause, remedy: reason === 'several-values' ? ORDER_REMEDY : SET_ASIDE_REMEDY };
}

/** Such as `the field Renewal Date holds “soon”, which is not a date`. */
function setAsideClause({ field, label, reason, value }: SetAsideCause): string {
  const what = field === null ? 'the record' : `the field ${label ?? field}`;
  const words = SET_ASIDE_WORDS[reason] ?? 'cannot be taken as it is';
  if (value === null) return `${what} ${words}`;
  return words.startsWith('is ')
    ? `${what} holds “${value}”, which ${words}`
    : `${what} ${words}: “${value}”`;
}

const NAMELESS_REMEDY = 'Ask Gainsight why the record has no id; the next full run looks again.';

const ORDER_REMEDY =
  'Name one of the values in the order of the mapping (prefer), or leave one alone in Gainsight; the next run takes it up by itself.';

const SET_ASIDE_REMEDY =
  'Mend the value in Gainsight or map another field; the next run takes it up by itself.';

const SET_ASIDE_WORDS: Readonly<Record<string, string>> = {
  nul: 'holds a NUL character, which cannot be stored',
  'lone-surrogate': 'holds half of a character, which cannot be stored',
  overlong: 'is longer than can be stored',
  'too-deep': 'is nested too deeply',
  'cannot-be-stored': 'cannot be stored',
  'not-a-number': 'is not a number',
  'not-a-date': 'is not a date',
  'several-values': 'holds several values, and the mapping prefers none of them',
  'missing-name': 'is empty, and a name is needed',
  'missing-id': 'holds no id, and one is needed',
  'not-a-text': 'is not a text',
  'not-a-flag': 'is neither true nor false',
  'not-an-id': 'is not an id',
};

const UNKNOWN_CAUSE: SetAsideCause = { field: null, label: null, reason: '', value: null };

/** Why an account, relationship or stakeholder is here, out, gone, set aside or held. */
export function explainRecord(facts: RecordFacts): Explanation {
  const standing = standingOf(facts);
  return {
    noun: facts.noun,
    id: facts.id,
    sourceId: facts.sourceId,
    name: facts.name,
    standing,
    answer: answerOf(facts, standing),
    reasons: reasonsOf(facts, standing),
    remedy: remedyOf(facts, standing),
    fields: facts.fields,
  };
}

/** Where an account, relationship or stakeholder can stand. */
export const RECORD_STANDINGS = [
  'held',
  'set-aside',
  'missing',
  'filtered',
  'inactive',
  'waiting',
  'present',
] as const;

type Standing = (typeof RECORD_STANDINGS)[number];

function standingOf(facts: RecordFacts): Standing {
  const { held, setAside, missing, stored, account } = facts;
  const tie = facts.tie?.presence;
  if (held !== null) return 'held';
  if (facts.keptAt !== null) return 'present';
  if (missing !== null || tie === 'missing') return 'missing';
  if (setAside !== null) return 'set-aside';
  if (stored === null || !stored.verdict.in) return 'filtered';
  if (tie === 'inactive' || tie === 'waiting') return tie;
  if (account?.standing === 'filtered') return 'filtered';
  if (account !== null && account.standing !== 'present') return 'waiting';
  return 'present';
}

function answerOf(facts: RecordFacts, standing: Standing): string {
  const { noun, stored, setAside, held, missing, account } = facts;
  const accountName = account?.name ?? 'its account';
  switch (standing) {
    case 'held':
      return `Held: it ${EXIT_WORDS[held?.kind ?? 'missing']}, and the deletion guard waits for somebody to decide about run #${held?.run.number ?? ''}.`;
    case 'missing':
      if (facts.mergedInto !== null)
        return `Gone: in Gainsight it was merged into ${facts.mergedInto.name}, which has its history now.`;
      return `${goneInWords(missing)}${proposalInWords(facts)}`;
    case 'set-aside': {
      const kept = stored === null ? 'Nothing of it is stored.' : 'The values that were read before it stay.';
      return `Set aside: ${setAsideClause(setAside ?? UNKNOWN_CAUSE)}. ${kept}`;
    }
    case 'filtered':
      if (noun !== 'account') return `Filtered out with its account, ${accountName}.`;
      return stored === null ? 'Not stored.' : wordsOf(stored).answer;
    case 'inactive':
      return `Not shown: in Gainsight the person is set inactive at this ${tiedTo(facts)}.`;
    case 'waiting':
      return facts.tie?.presence === 'waiting'
        ? `Not shown yet: Gainsight ties a person to this ${tiedTo(facts)} that was not read yet.`
        : `Not shown yet: ${accountName} is not here.`;
    case 'present':
      if (facts.keptAt !== null)
        return 'Kept: Gainsight no longer has it, and a person put it back into the lists.';
      if (facts.keptExit !== null)
        return `Kept: it ${EXIT_WORDS[facts.keptExit.kind]}, and ${facts.keptExit.by ?? 'a person'} kept it as it was when run #${facts.keptExit.run.number} asked.`;
      if (noun === 'account') return stored === null ? 'Imported.' : wordsOf(stored).answer;
      if (noun === 'relationship') return `Imported with its account, ${accountName}.`;
      return facts.tie?.to === 'relationship'
        ? `Shown because Gainsight ties the person to a relationship of ${accountName}, though not to the company.`
        : `Shown because Gainsight ties the person to ${accountName}, and both are here.`;
  }
}

function tiedTo({ tie }: RecordFacts): 'company' | 'relationship' {
  return tie?.to ?? 'company';
}

function goneInWords(missing: RecordFacts['missing']): string {
  const run = missing?.run ?? null;
  const [what, by] = missing?.person == null ? ['it', 'its id it'] : ['the person', 'their id they'];
  if (run === null) return `Gone: asked for by ${by} did not answer in Gainsight.`;
  return run.stream === 'deletions'
    ? `Gone: the delete log of Gainsight names ${what}, and asked for by ${by} did not answer.`
    : `Gone: a full run did not meet ${what} in Gainsight, and asked for by ${by} did not answer.`;
}

function proposalInWords({ proposedMerge }: RecordFacts): string {
  if (proposedMerge === null) return '';
  const { into, people, peopleThere } = proposedMerge;
  return ` It may have been merged into ${into.name}, where ${peopleThere} of its ${people} people are now.`;
}

function wordsOf(stored: NonNullable<RecordFacts['stored']>) {
  return verdictInWords(stored.verdict, stored.by, stored.shownValue);
}

function reasonsOf(facts: RecordFacts, standing: Standing): readonly Reason[] {
  const { stored, missing, setAside, held, account } = facts;
  const words = stored === null ? null : wordsOf(stored);
  const reasons: (Reason | null)[] = [
    held === null ? null : ofRun('Held by', held.run, held.run, null),
    facts.keptExit === null ? null : keptBy(facts.keptExit),
    missing === null ? null : ofRun('Gone since', missing.run, missing.run, missing.since),
    missing?.person == null ? null : plain('Person', `person ${missing.person}, no longer in Gainsight`),
    facts.mergedInto === null
      ? null
      : {
          ...plain('Merged into', facts.mergedInto.name),
          link: { to: 'account' as const, id: facts.mergedInto.id },
        },
    facts.proposedMerge === null
      ? null
      : {
          ...plain('Merge to be confirmed', facts.proposedMerge.into.name),
          link: { to: 'account' as const, id: facts.proposedMerge.into.id },
        },
    facts.keptAt === null ? null : { ...plain('Put back by a person', ''), at: facts.keptAt },
    setAside === null ? null : ofRun('Set aside by', setAside.run, setAside.run, setAside.at),
    facts.noun === 'account' && words?.rule != null
      ? plain('Rule', `${words.rule} (configuration version ${stored?.by.configVersion ?? 0})`)
      : null,
    facts.noun === 'account' && words?.value != null ? plain('Value that decided', words.value) : null,
    decidedBy(facts, standing),
    account === null
      ? null
      : {
          ...plain('Account', `${account.name ?? 'not known here'}, ${account.standing}`),
          link: account.id === null ? null : { to: 'account', id: account.id },
        },
    stored !== null && !stored.verdict.in
      ? plain(
          'Values',
          'While it is out only its id, name and the value that decided are kept; what stands here is from before',
        )
      : null,
    {
      ...plain('Source record', `${facts.object} ${facts.sourceId}`),
      at: stored?.modifiedAt ?? null,
    },
    stored === null ? null : { ...plain('First stored', ''), at: stored.firstStoredAt },
  ];
  return reasons.filter((reason) => reason !== null);
}

/** Of what is out with its account, the run that put the account out: it had let the record itself in before. */
function decidedBy({ stored, account, tie }: RecordFacts, standing: Standing): Reason | null {
  const isOutWithAccount = standing === 'filtered' || (standing === 'waiting' && tie?.presence !== 'waiting');
  const { run, at } = (isOutWithAccount ? account?.outBy : null) ?? { run: null, at: null };
  if (run !== null) return ofRun('Decided by', run, run, at);
  if (stored === null) return null;
  if (stored.run !== null) return ofRun('Decided by', stored.run, stored.run, stored.decidedAt);
  return plain('Decided', `on ${stored.decidedOn}; which run is not kept`);
}

function plain(label: string, text: string): Reason {
  return { label, text, at: null, link: null };
}

function ofRun(label: string, run: ReasonRun | null, to: ReasonRun | null, at: Date | null): Reason {
  return {
    label,
    text: run === null ? '' : runInWords(run),
    at,
    link: to === null ? null : { to: 'run', id: to.id },
  };
}

function keptBy({ run, by, at }: NonNullable<RecordFacts['keptExit']>): Reason {
  const asked = ofRun('Kept by', run, run, at);
  return { ...asked, text: `${by ?? 'a person'}, asked by ${asked.text}` };
}

/** What would change it: there is always something. */
function remedyOf(facts: RecordFacts, standing: Standing): string {
  const { noun, stored, tie, account, held, setAside } = facts;
  switch (standing) {
    case 'held':
      return `Approve or reject run #${held?.run.number ?? ''} under Data sync.`;
    case 'missing':
      if (facts.proposedMerge !== null)
        return 'Confirm or reject the merge on the page of the account; its history stays here until then.';
      if (facts.mergedInto !== null)
        return 'Nothing; a merge that was none is undone on the page of the account: “Put it back”.';
      if (facts.missing?.person != null)
        return 'Nothing here: when the person’s id answers again in Gainsight, they come back with their history.';
      return noun === 'account'
        ? 'Nothing: when its id answers again in Gainsight, it comes back with its history. “Put it back” on its page keeps it meanwhile.'
        : 'Nothing here: when its id answers again in Gainsight, it comes back with its history.';
    case 'set-aside':
      return setAsideInWords(setAside ?? UNKNOWN_CAUSE).remedy;
    case 'filtered':
      if (noun !== 'account' || account !== null) return 'It comes in when its account does.';
      return stored === null
        ? 'A full run of accounts under Data sync reads it, if Gainsight has it.'
        : CHANGE_FILTER;
    case 'inactive':
      return `Set the person active at this ${tiedTo(facts)} in Gainsight.`;
    case 'waiting':
      return tie?.presence === 'waiting'
        ? 'The next run of stakeholders reads the person.'
        : 'It is shown once its account is here.';
    case 'present':
      return presentRemedyOf(facts);
  }
}

const FILTER_PLACE = 'under Settings > Integrations > Gainsight > Accounts';
const CHANGE_FILTER = `Change the value in Gainsight, or the filter ${FILTER_PLACE}.`;

/** What would take out who is here. */
function presentRemedyOf({ noun, stored, keptAt, keptExit, tie }: RecordFacts): string {
  if (keptAt !== null)
    return '“Let it go again” on its page; when its id answers again in Gainsight, it stays by itself.';
  if (keptExit !== null) return 'The next full run asks again, unless that is true no more; approve it then.';
  switch (noun) {
    case 'account':
      return stored === null || wordsOf(stored).rule === null
        ? `A filter ${FILTER_PLACE} would keep accounts out.`
        : CHANGE_FILTER;
    case 'relationship':
      return 'It leaves with its account, or when Gainsight no longer has it.';
    case 'stakeholder':
      return tie?.to === 'relationship'
        ? 'They leave when Gainsight no longer ties them to the relationship; tied to the company, they are read with all that it knows of them.'
        : 'Set the person inactive at this company in Gainsight; with the account they leave, too.';
  }
}
