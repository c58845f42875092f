import { z } from 'zod';
import { inBatches } from './batches.ts';
import type { GongCallIds } from './calls.ts';
import { id, idUnder, listOf, text } from './fields.ts';
import { type GongPage, readPages } from './page.ts';
import type { Transport } from './transport.ts';

/** Milliseconds from the start of the recording, unlike every other time of Gong (reference 2). */
const milliseconds = z.number();

const sentenceSchema = z.object({ start: milliseconds, end: milliseconds, text: z.string() });
const monologueSchema = z.object({
  /** Of a party's `speakerId`; may name nobody known. */
  speakerId: text,
  topic: text,
  sentences: listOf(sentenceSchema),
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
   * Transcripts of calls: `POST /v2/calls/transcript`, 100 ids a request (reference 3). A call whose transcript is
   * not ready is left out; ask again later, for about a day.
   */
  list(calls: GongCallIds): AsyncIterable<GongPage<GongTranscript>>;
}

/** Makes the transcripts resource over a transport. */
export function createTranscripts(transport: Transport): GongTranscripts {
  return {
    list: ({ callIds, ...options }) =>
      inBatches(callIds, (batch) =>
        readPages(
          transport,
          {
            call: {
              method: 'POST',
              path: '/v2/calls/transcript',
              notFoundMeans: 'empty',
              json: { filter: { callIds: batch } },
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
