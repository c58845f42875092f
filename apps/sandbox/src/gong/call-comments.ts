import { createRandom } from '../seed/random.ts';
import type { CallParty, World, WorldCall } from '../world.ts';
import { withOffset } from './call-meta.ts';

/** Two in five analysed calls have a comment by a colleague, half of these an answer by the host. */
export function callComments(world: World, call: WorldCall): Record<string, unknown>[] {
  const ours = call.parties.filter((party) => party.userId !== null);
  const [host, colleague = host] = ours;
  const random = createRandom(world.seed, `comments:${call.id}`, 0);
  if (host === undefined || colleague === undefined || !random.chance(0.4)) return [];
  const at = random.int(0, Math.max(0, call.durationSeconds - 60));
  const id = `68${call.id.slice(-17)}`;
  const question = {
    id,
    audioStartTime: at,
    audioEndTime: at + random.int(5, 40),
    commenterUserId: colleague.userId,
    comment: `${tagged(host)} can you follow up on this? “<b>before Friday</b>” 🙏`,
    posted: afterCall(call, 20),
    inReplyTo: null,
    duringCall: random.chance(0.3),
  };
  if (!random.chance(0.5)) return [question];
  const answer = {
    ...question,
    id: `69${call.id.slice(-17)}`,
    commenterUserId: host.userId,
    comment: 'Done, mail is out.',
    posted: afterCall(call, 90),
    inReplyTo: id,
    duringCall: false,
  };
  return [question, answer];
}

/** A person tagged as comments do it: `@[user name](user Id)`. */
function tagged(party: CallParty): string {
  return `@[${party.name ?? ''}](${party.userId ?? ''})`;
}

function afterCall(call: WorldCall, minutes: number): string {
  const endMs = Date.parse(call.started) + call.durationSeconds * 1000;
  return withOffset(new Date(endMs + minutes * 60_000).toISOString());
}
