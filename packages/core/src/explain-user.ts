import type { Explanation } from './explain.ts';
import type { Role } from './permissions.ts';

/** What is stored of a member, or of a user of the source who is none. */
export interface UserFacts {
  readonly id: string | null;
  readonly sourceId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  /** Null for a user of the source who is no member here. */
  readonly member: { readonly role: Role; readonly isActive: boolean; readonly since: Date } | null;
  /** As the source last told it; null when it tells nothing of this person. */
  readonly isActiveAtSource: boolean | null;
}

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  admin: 'an administrator: may do everything',
  manager: 'a manager',
  user: 'a user',
};

/** Why somebody may enter here, or may not. */
export function explainUser(facts: UserFacts): Explanation {
  const { member, isActiveAtSource } = facts;
  return {
    noun: 'user',
    id: facts.id,
    sourceId: facts.sourceId,
    name: facts.name,
    standing: member === null ? 'filtered' : member.isActive ? 'present' : 'inactive',
    answer:
      member === null
        ? 'No member here: a user of Gainsight, whose name is read because accounts point to it.'
        : member.isActive
          ? `May enter as ${ROLE_WORDS[member.role]}.`
          : 'May not enter: the member is inactive.',
    reasons: [
      { label: 'E-mail', text: facts.email ?? 'none known', at: null, link: null },
      ...(member === null ? [] : [{ label: 'Member since', text: '', at: member.since, link: null }]),
      {
        label: 'At Gainsight',
        text:
          isActiveAtSource === null
            ? 'no user with this id or e-mail was read'
            : `${isActiveAtSource ? 'an active' : 'an inactive'} user${facts.sourceId === null ? '' : `, ${facts.sourceId}`}`,
        at: null,
        link: null,
      },
    ],
    remedy:
      member === null
        ? 'An administrator can invite them: handrail users link EMAIL.'
        : 'An administrator decides who enters as what under Settings > Users & permissions; where Gainsight governs users, it is decided there.',
    fields: [],
  };
}
