import type { AccountHealth, HealthReplay } from '@handrail/contract';
import { plainText } from './plain-text.ts';
import { formatTable } from './table.ts';

/** The health of an account on a day as text: score, cause, parts, what changed, the year with its events. */
export function formatAccountHealth({ score, rebuilt, history, events, change }: AccountHealth): string {
  if (score === null) return 'Not scored yet.\n';
  const same =
    rebuilt === null
      ? 'made by another method'
      : rebuilt.isSame
        ? 'rebuilt to the digit'
        : `rebuilt otherwise: ${rebuilt.score}`;
  const lines = [
    `${score.score ?? 'No score'} ${score.label ?? ''} on ${score.scoredOn}, ${same}`,
    plainText(score.reason ?? score.topCause ?? ''),
  ];
  if (change !== null) {
    const { points, before, since } = change;
    lines.push(
      `Since ${since}: ${points === null ? 'no comparison' : signed(points)} (was ${before.score ?? 'no score'} ${before.label ?? ''})`,
      ...change.inputs.map(
        (input) => `  ${input.label}: ${input.before ?? 'not known'} → ${input.after ?? 'not known'}`,
      ),
    );
  }
  const parts = formatTable(
    ['PART', 'SCORE', 'WEIGHT', 'POINTS', 'DETAIL'],
    score.parts.map((part) => [
      part.label,
      part.score,
      Math.round(part.weight * 100),
      signed(change?.parts.find((one) => one.part === part.part)?.points ?? null),
      part.detail,
    ]),
  );
  const days = [
    ...history.map(({ on, score: value, label }) => ({ on, text: `${value ?? 'no score'} ${label ?? ''}` })),
    ...events.map(({ on, label }) => ({ on, text: plainText(label) })),
  ].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  return `${lines.join('\n')}\n\n${parts}\n${days.map(({ on, text }) => `${on}  ${text}\n`).join('')}`;
}

/** A replay as text: how many labels would turn, then the accounts with their times. */
export function formatReplay(replay: HealthReplay): string {
  const { flippedToday, flippedEver, accounts, scores, stepDays, from, notReplayed, items, total } = replay;
  const head = [
    `${flippedToday} of ${accounts} accounts would have another label today; ${flippedEver} at some time since ${from}.`,
    `${scores} stored scores looked at, the last of every ${stepDays === 1 ? 'day' : `${stepDays} days`}.`,
    ...(notReplayed.length === 0
      ? []
      : [`Not replayed, acts from the next pass on: ${notReplayed.join(', ')}`]),
  ];
  const rows = items.map(({ account, before, after, flips }) => {
    const times = flips.map(
      ({ on, until, from: was, to }) => `${was ?? 'none'} → ${to ?? 'none'} ${on}..${until ?? ''}`,
    );
    return `  ${plainText(account.name)}  ${before.score ?? '–'} ${before.label ?? 'none'} → ${after.score ?? '–'} ${after.label ?? 'none'}  (${times.join(', ')})\n`;
  });
  const more = total > items.length ? `  … of ${total}\n` : '';
  return `${head.join('\n')}\n${rows.join('')}${more}`;
}

function signed(points: number | null): string {
  if (points === null) return '';
  return `${points > 0 ? '+' : ''}${points}`;
}
