import type { ColleagueKey } from '../seed/cast.ts';
import type { MustKeepFact } from '../world.ts';

/** A call as it was written: who, when, and what was said. */
export interface CallScript {
  /** Names the call; its id at the recorder is made from it. */
  readonly key: string;
  readonly title: string;
  /** ISO-639-2/B. */
  readonly language: 'eng' | 'ger' | 'fre' | 'swe';
  /** Number of the fixed company that it is about; null when nobody could tell. */
  readonly company: number | null;
  /** Days before the world's making, and the time of day (UTC, `HH:MM`), for which it was scheduled. */
  readonly daysAgo: number;
  readonly at: string;
  /** Our people; the first is the host. */
  readonly ours: readonly [ColleagueKey, ...ColleagueKey[]];
  /** Those of our people who joined as a guest, under their former address: the recorder does not tell that it is them. */
  readonly guests?: readonly ColleagueKey[];
  /** Keys of the company's people as the cast knows them. */
  readonly theirs: readonly string[];
  /** People of whom the recorder knows no address: key in the text → name, or null for an unnamed voice. */
  readonly strangers?: Readonly<Record<string, string | null>>;
  /** Telephone numbers: key in the text → number. */
  readonly phones?: Readonly<Record<string, string>>;
  /** Absent = a web conference. */
  readonly medium?: 'telephone';
  /** Held in the recorder's second workspace, that of Sales. */
  readonly isSales?: boolean;
  /** Voices that the transcript has and no participant belongs to. */
  readonly voices?: readonly string[];
  /** A transcript as poor sound makes it: a turn without sentences, and two people who talk at once. */
  readonly isGarbled?: boolean;
  readonly isPrivate?: boolean;
  /** False when nobody linked the call to the account in the CRM. */
  readonly hasCrmLink: boolean;
  /** Minutes from the world's making until lists show the call; absent = soon after its end. */
  readonly listedInMinutes?: number;
  /** Minutes from the world's making until the transcript is there; absent = soon after it is listed. */
  readonly transcribedInMinutes?: number;
  /**
   * What was said: a line a turn, `key: words`; a line that begins with `## ` names the topic of the turns after it.
   */
  readonly text: string;
  readonly mustKeep?: readonly MustKeepFact[];
  /** Words of each sentence in which somebody takes on something to be done; a list of action items claims no other. */
  readonly promises?: readonly string[];
  /** Words of each sentence that settles something; a list of decisions claims no other. */
  readonly decisions?: readonly string[];
}
