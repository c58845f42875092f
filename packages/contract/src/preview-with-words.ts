import { counted } from './format-count.ts';
import type { Preview } from './preview.ts';

type WithAccounts = Preview['withLeaving'];

/** What leaves and what enters with accounts, and of which nothing was read yet that could tell, each as a sentence. */
export function withAccountsInWords({ withLeaving, withEntering, totals }: Preview): readonly string[] {
  return [
    ...alongInWords(withLeaving, totals.leaving, 'leave'),
    ...alongInWords(withEntering, totals.entering, 'enter'),
    ...(withLeaving.stakeholders + withEntering.stakeholders === 0 ? [] : [AS_LISTED]),
    ...unreadInWords(withEntering.unread),
  ];
}

const AS_LISTED =
  'Stakeholders are counted as the page of their run lists them, each person once an account; the run itself counts persons and ties.';

function alongInWords(along: WithAccounts, accounts: number, verb: string): readonly string[] {
  const { relationships, stakeholders } = along;
  if (relationships + stakeholders === 0) return [];
  const counts = [
    ...(relationships === 0 ? [] : [counted(relationships, 'relationship')]),
    ...(stakeholders === 0 ? [] : [counted(stakeholders, 'stakeholder')]),
  ];
  const conjugate = (count: number) => (count === 1 ? `${verb}s` : verb);
  const who = `${accounts === 1 ? 'account' : 'accounts'} that ${conjugate(accounts)}`;
  return [`With the ${who}, ${counts.join(' and ')} ${conjugate(relationships + stakeholders)}.`];
}

function unreadInWords({ relationships, stakeholders }: WithAccounts): readonly string[] {
  const parts: readonly (readonly [string, number])[] =
    relationships === stakeholders
      ? [['Relationships and stakeholders', relationships]]
      : [
          ['Relationships', relationships],
          ['Stakeholders', stakeholders],
        ];
  return parts
    .filter(([, accounts]) => accounts > 0)
    .map(([what, accounts]) => {
      const who = `${counted(accounts, 'account')} that ${accounts === 1 ? 'enters' : 'enter'}`;
      return `${what} of ${who} were never read: they are not counted here, and the next runs read them.`;
    });
}
