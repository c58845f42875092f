import { startSandbox, type WorldCall } from '@handrail/sandbox';
import { type MeetingSummary, summarizeMeeting, type Turn } from '@handrail/signals';

/** A written business call of the sandbox, as the product sees it, and what the product makes of it. */
export interface BusinessCall {
  readonly call: WorldCall;
  readonly turns: readonly Turn[];
  readonly summary: MeetingSummary;
}

/** The sandbox's business calls with their summaries. */
export async function readBusinessCalls(): Promise<BusinessCall[]> {
  const sandbox = await startSandbox({ port: 0, limits: 'off', stateFile: null });
  const calls = sandbox.context.world.calls.filter(({ mustKeep }) => mustKeep !== undefined);
  await sandbox.stop();
  return calls.map((call) => {
    const turns = turnsOf(call);
    return { call, turns, summary: summarize(call, turns) };
  });
}

/** The summary of a call in other words than its own. */
export function summarize(call: WorldCall, turns: readonly Turn[]): MeetingSummary {
  return summarizeMeeting({ turns, language: call.language, startedAt: new Date(call.started) });
}

/** All claims of a summary. */
export function claimsOf({ headline, points, decisions, actionItems, risks, asks }: MeetingSummary) {
  const head = headline === null ? [] : [headline];
  return [...head, ...points, ...decisions, ...actionItems, ...risks, ...asks];
}

/** The facts that must be kept and stand in no claim. */
export function lostFacts({ call, summary }: BusinessCall): string[] {
  const text = plain(claimsOf(summary).map((claim) => claim.text).join('\n')); // prettier-ignore
  return (call.mustKeep ?? [])
    .filter(({ accept }) => !accept.some((spelling) => text.includes(plain(spelling))))
    .map(({ kind, accept }) => `${kind} "${accept[0] ?? ''}"`);
}

/** The quotes of claimed action items in which nobody takes anything on. */
export function falseItems({ call, summary }: BusinessCall): string[] {
  return quotesWithout(summary.actionItems, call.promises ?? []);
}

/** The quotes of claimed decisions in which nothing is settled. */
export function falseDecisions({ call, summary }: BusinessCall): string[] {
  return quotesWithout(summary.decisions, call.decisions ?? []);
}

/** The quotes of claims that hold none of the words that are meant. */
function quotesWithout(claims: MeetingSummary['decisions'], meant: readonly string[]): string[] {
  return claims
    .map(({ evidence }) => evidence.quote)
    .filter((quote) => !meant.some((words) => plain(quote).includes(plain(words))));
}

/** The promises of a call that no action item quotes. */
export function lostPromises({ call, summary }: BusinessCall): string[] {
  const quotes = summary.actionItems.map(({ evidence }) => plain(evidence.quote));
  return (call.promises ?? []).filter((promise) => !quotes.some((quote) => quote.includes(plain(promise))));
}

/** The claims whose quote does not stand verbatim in its turn. */
export function unquoted({ turns, summary }: BusinessCall): string[] {
  return claimsOf(summary)
    .map(({ evidence }) => evidence)
    .filter(({ turn, quote }) => turns[turn]?.text.includes(quote) !== true)
    .map(({ quote }) => quote);
}

/** A turn a monologue, sides by the recorder's affiliation. */
function turnsOf(call: WorldCall): Turn[] {
  const parties = new Map(call.parties.map((party) => [party.speakerId, party]));
  return call.monologues.map(({ speakerId, sentences }, index) => {
    const party = parties.get(speakerId);
    const side =
      party?.affiliation === 'Internal' ? 'ours' : party?.affiliation === 'External' ? 'theirs' : 'unknown';
    return {
      index,
      speaker: party?.name ?? `Speaker ${speakerId}`,
      side,
      text: sentences.map(({ text }) => text).join(' '),
      startMs: sentences[0]?.startMs ?? null,
      endMs: sentences.at(-1)?.endMs ?? null,
    };
  });
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('’', "'");
}
