import { z } from 'zod';
import { byFilter, type GongCallFilter } from './call-filter.ts';
import { amount, id, idUnder, listOf, text } from './fields.ts';
import { type GongPage, readPages } from './page.ts';
import type { Transport } from './transport.ts';

/**
 * Times in milliseconds from the start of the recording, unlike every other time of Gong (reference 2). One that is
 * missing is taken from the other, so that what was said is kept; a sentence without words says nothing.
 */
const sentenceSchema = z
  .object({ start: amount, end: amount, text })
  .transform(({ start, end, text: said }) => ({
    start: start ?? end ?? 0,
    end: end ?? start ?? 0,
    text: said ?? '',
  }));
const monologueSchema = z.object({
  /** Of a party's `speakerId`; may name nobody known. */
  speakerId: text,
  topic: text,
  sentences: listOf(sentenceSchema).transform((told) => told.filter((sentence) => sentence.text !== '')),
});
const transcriptSchema = z.object({ callId: id, transcript: listOf(monologueSchema) });

/** One sentence, times in milliseconds. */
export type GongSentence = z.infer<typeof sentenceSchema>;
/** What one speaker said in one go; sentences may be none. */
export type GongMonologue = z.infer<typeof monologueSchema>;
/** The transcript of a call. */
export type GongTranscript = z.infer<typeof transcriptSchema>;

/** Transcripts of a Gong company. */
export interface GongTranscripts {
  /**
   * Transcripts of the calls of a period, or of 100 ids a request: `POST /v2/calls/transcript` (reference 3). A
   * call whose transcript is not ready is left out; ask again later, for about a day.
   */
  list(filter: GongCallFilter): AsyncIterable<GongPage<GongTranscript>>;
}

/** Makes the transcripts resource over a transport. */
export function createTranscripts(transport: Transport): GongTranscripts {
  return {
    list: (filter) =>
      byFilter(filter, (json, options) =>
        readPages(
          transport,
          {
            call: {
              method: 'POST',
              path: '/v2/calls/transcript',
              notFoundMeans: 'empty',
              json: { filter: json },
            },
            key: 'callTranscripts',
            schema: transcriptSchema,
            idOf: idUnder('callId'),
          },
          options,
        ),
      ),
  };
}
