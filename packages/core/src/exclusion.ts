import { emailDomain, foldEmail, isWithinDomain } from './domain.ts';
import { hashText } from './hash128.ts';

/** A rule on a meeting's metadata. A rule has exactly one key. */
export type ExclusionRule =
  | { readonly domain: string }
  | { readonly person: string }
  /** `*` stands for any text; letter case does not count; without `*` the title must contain it. */
  | { readonly title: string }
  | { readonly internalOnly: true };

/** Whether listed meetings are kept out, or only listed ones are let in. */
export const MEETING_MODES = ['all-but-excluded', 'only-listed'] as const;

/** One of {@link MEETING_MODES}. */
export type MeetingMode = (typeof MEETING_MODES)[number];

/** What is known of a meeting before its content is read. */
export interface MeetingMetadata {
  readonly title: string | null;
  readonly isPrivate: boolean;
  /** Null for someone of whom no address is known and who is not known to be of our own organisation. */
  readonly participantEmails: readonly (string | null)[];
}

/** The meeting rules of a workspace. */
export interface ExclusionRules {
  readonly mode: MeetingMode;
  readonly exclude: readonly ExclusionRule[];
  /** With `only-listed`: what is let in, unless `exclude` keeps it out. */
  readonly only: readonly ExclusionRule[];
  /** Domains of the workspace's own organisation. */
  readonly ownDomains: readonly string[];
}

/** Whether a meeting's content may be read, and the rule that decided: `private`, `only`, or `exclude title` with a hash of what it says. */
export type ExclusionVerdict =
  { readonly isExcluded: false } | { readonly isExcluded: true; readonly rule: string };

/** Judges a meeting on its metadata alone, before any content is fetched. Private ones are never let in. */
export function judgeExclusion(meeting: MeetingMetadata, rules: ExclusionRules): ExclusionVerdict {
  if (meeting.isPrivate) return { isExcluded: true, rule: 'private' };
  const excluded = rules.exclude.find((rule) => exclusionApplies(rule, meeting, rules.ownDomains));
  if (excluded !== undefined) return { isExcluded: true, rule: nameOf(excluded) };
  if (
    rules.mode === 'only-listed' &&
    !rules.only.some((rule) => exclusionApplies(rule, meeting, rules.ownDomains))
  ) {
    return { isExcluded: true, rule: 'only' };
  }
  return { isExcluded: false };
}

/** Whether one rule is about a meeting, whatever the others say. */
export function exclusionApplies(
  rule: ExclusionRule,
  meeting: MeetingMetadata,
  ownDomains: readonly string[],
): boolean {
  if ('domain' in rule) {
    const wanted = rule.domain.toLowerCase();
    return domainsOf(meeting).some((domain) => domain !== null && isWithinDomain(domain, wanted));
  }
  if ('person' in rule) {
    const wanted = foldEmail(rule.person);
    return meeting.participantEmails.some((email) => email !== null && foldEmail(email) === wanted);
  }
  if ('title' in rule) return meeting.title !== null && matchesPattern(meeting.title, rule.title);
  return isInternal(meeting, ownDomains);
}

/** By this a meeting is kept out that was read, and then deleted at its recorder. */
export const DELETED_RULE = 'deleted';

/** By this a meeting is kept out whose import was undone. */
export const UNDONE_RULE = 'undone';

/** What a rule is about, in words: "with ann@x.example". */
export function exclusionRuleInWords(rule: ExclusionRule): string {
  if ('domain' in rule) return `somebody of ${rule.domain}`;
  if ('person' in rule) return `with ${rule.person}`;
  if ('title' in rule) return `title like ${rule.title}`;
  return 'internal only';
}

/** The rule that a verdict names, in words; one that is not among these rules is told of by its kind. */
export function exclusionInWords(name: string, exclude: readonly ExclusionRule[]): string {
  if (name === DELETED_RULE) return 'being deleted at the recorder';
  if (name === UNDONE_RULE) return 'its import being undone';
  if (name === 'private') return 'being private at the recorder';
  if (name === 'only') return 'the mode “only listed”: no rule lets it in';
  const rule = exclude.find((one) => nameOf(one) === name);
  if (rule !== undefined) return `the rule “${exclusionRuleInWords(rule)}”`;
  const [, kind] = /^exclude (domain|person|title|internalOnly)/.exec(name) ?? [];
  return kind === undefined ? `the rule ${name}` : `a rule of the kind “${kind}” that stands no more`;
}

/**
 * A rule by what it says, and not by its place: a verdict outlives the list that the rule stood in. What it says is
 * hashed, as nothing of a meeting that is kept out may stay, and a rule may spell its whole title.
 */
function nameOf(rule: ExclusionRule): string {
  const kind = 'domain' in rule ? 'domain' : 'person' in rule ? 'person' : 'title' in rule ? 'title' : null;
  return kind === null
    ? 'exclude internalOnly'
    : `exclude ${kind} ${hashText(JSON.stringify(rule)).slice(0, 16)}`;
}

function domainsOf(meeting: MeetingMetadata): readonly (string | null)[] {
  return meeting.participantEmails.map((email) => (email === null ? null : emailDomain(email)));
}

/** Nobody from outside: every participant is of our own domains, and there is at least one. A stranger is no colleague. */
function isInternal(meeting: MeetingMetadata, ownDomains: readonly string[]): boolean {
  const domains = domainsOf(meeting);
  if (domains.length === 0) return false;
  return domains.every((domain) => domain !== null && ownDomains.some((own) => isWithinDomain(domain, own)));
}

/** Pieces between the stars must come one after the other: linear, whatever a person writes. */
function matchesPattern(title: string, pattern: string): boolean {
  const text = title.toLowerCase();
  const pieces = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return text.includes(first);
  const last = rest.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
