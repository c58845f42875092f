import type { MeetingId } from '@handrail/core';
import { saveMeetingMeasures } from '@handrail/database';
import type { SummaryCorrection, TurnRow, WorkspaceTransaction } from '@handrail/database';
import { meanSentiment } from './sentiment.ts';

/** Keeps what a transcript tells in numbers; where a topic is spoken of whose tone a person corrected, theirs counts. */
export async function measureMeeting(
  tx: WorkspaceTransaction,
  id: MeetingId,
  of: {
    readonly turns: readonly Pick<TurnRow, 'side' | 'text'>[];
    readonly language: string | null;
    readonly corrections: readonly SummaryCorrection[];
  },
): Promise<void> {
  const said = (side: TurnRow['side']) =>
    of.turns.filter((turn) => turn.side === side).map(({ text }) => text);
  const theirs = said('theirs');
  const corrected = of.corrections.flatMap(({ part, quote, change }) =>
    part === 'topic' && change.sentiment !== undefined ? [{ topic: quote, tone: change.sentiment }] : [],
  );
  await saveMeetingMeasures(tx, id, {
    theirWords: countWords(theirs),
    ourWords: countWords(said('ours')),
    sentiment: meanSentiment(theirs, of.language, corrected),
  });
}

function countWords(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
}
