import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import type { MeetingDetail } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';
import { claimsOf, honest, startStubModel, STUB_KEY, STUB_TOKENS } from '../../testing-model.ts';
import type { Asked, StubReply } from '../../testing-model.ts';

const stub = await startStubModel();
after(() => stub.stop());
const api = await startApiTest(import.meta.url, { allowOrigins: [stub.origin] });
await api.makeLoop();

const set = (body: object = {}) =>
  api.call(e.setLanguageModel, {
    body: { baseUrl: stub.baseUrl, model: 'stub-1', key: STUB_KEY, callsPerDay: 1_000, ...body },
  });
const read = (id: string): Promise<MeetingDetail> => api.call(e.getMeeting, { params: { id } });
const { items } = await api.call(e.listMeetings, { query: { attribution: 'attributed', limit: 200 } });
const english = items.filter(
  ({ state, language }) => state === 'transcribed' && language?.startsWith('en') === true,
);
assert.ok(english.length > 5);
const idAt = (at: number): string => english[at]?.id ?? '';
/** Has the meeting summed up anew, and reads it. */
async function regenerate(id: string): Promise<MeetingDetail> {
  const asked = await api.call(e.regenerateSummary, { params: { id } });
  assert.ok(asked.summaryAskedAt !== null);
  await api.workRuns();
  const made = await read(id);
  assert.equal(made.summaryAskedAt, null);
  return made;
}

/** A pass of the signals: it also has the model write what it could not before. */
async function pass(): Promise<void> {
  await api.call(e.syncStream, { params: { name: 'signals' }, body: { mode: 'incremental' } });
  await api.workRuns();
}

beforeEach(() => {
  stub.answer = honest;
  stub.asked.length = 0;
  // Past any time for which the model was left alone, and into a day without use.
  api.clock.advance(86_400_000);
});

test('everything was summed up without a model, and none was asked', async () => {
  const { model } = await api.call(e.getLanguageModel, {});
  assert.equal(model, null);
  const made = await read(idAt(0));
  assert.ok(made.summary !== null && made.summary.model === null && made.summary.fallbackCode === null);
  assert.equal(stub.asked.length, 0);
  assert.equal((await api.refusal(e.tryLanguageModel, {})).code, 'model_missing');
});

test('an address that may not be called is refused before anything is stored', async () => {
  for (const [baseUrl, code] of [
    ['http://192.168.7.7/v1', 'http_host_refused'],
    ['https://10.0.0.1/v1', 'http_host_refused'],
    ['http://metadata.example/v1', 'http_host_refused'],
    ['not an address', 'model_address_invalid'],
    ['https://user:key@api.example.com/v1', 'model_address_invalid'],
  ] as const) {
    const problem = await api.refusal(e.setLanguageModel, { body: { baseUrl, model: 'm' } });
    assert.deepEqual([problem.status, problem.code], [422, code], baseUrl);
  }
  assert.equal((await api.call(e.getLanguageModel, {})).model, null);
});

test('setting it tries it with a made-up meeting; a wrong key is told, and the right one mends it', async () => {
  const wrong = await set({ key: 'sk-wrong' });
  assert.equal(wrong.model?.failure?.code, 'model_unauthorized');
  const right = await set();
  assert.deepEqual([right.model?.failure, right.model?.hasKey], [null, true]);
  assert.deepEqual([right.today.calls, right.today.tokens], [2, STUB_TOKENS + (wrong.today.tokens ?? 0)]);
  const [question] = stub.asked;
  assert.ok(question !== undefined && question.turns.some(({ speaker }) => speaker === 'Kim Osei'));
  assert.ok(!JSON.stringify(right).includes(STUB_KEY));
  // The key stays while the address does, and goes nowhere else.
  assert.equal((await set({ key: undefined, model: 'stub-2' })).model?.hasKey, true);
  const elsewhere = await set({ key: undefined, baseUrl: `${stub.origin}/v2` });
  assert.deepEqual([elsewhere.model?.hasKey, elsewhere.model?.failure?.code], [false, 'model_not_found']);
  await set();
});

test('a summary made anew is the next version by the model, its quotes stand, and corrections stick', async () => {
  await set();
  const id = idAt(0);
  const made = await regenerate(id);
  assert.ok(made.summary !== null && made.summary.headline !== null);
  assert.deepEqual([made.summary.model, made.summary.algorithm], ['stub-1', 'model-1']);
  for (const claim of [made.summary.headline, ...made.summary.points, ...made.summary.actionItems]) {
    const { evidence } = claim;
    assert.ok(evidence !== null && made.turns[evidence.turn]?.text.includes(evidence.quote));
  }
  const [point] = made.summary.points;
  assert.ok(point !== undefined);
  const part = { params: { id, partId: point.id } };
  const corrected = await api.call(e.correctSummary, { ...part, body: { text: 'As a person put it' } });
  assert.equal(corrected.summary?.model, 'stub-1');
  const again = await regenerate(id);
  assert.ok(again.summary !== null && again.summary.points.some(({ text }) => text === 'As a person put it'));
  assert.ok(again.summary.isCorrected && again.summary.version === made.summary.version + 2);
});

test('a due day that nobody said is not taken over from the model', async () => {
  const { summary } = await regenerate(idAt(0));
  const due = summary?.actionItems.map((item) => item.due) ?? [];
  assert.ok(due.length > 0 && due.every((day) => day !== '2030-01-01'));
});

test('a refusing, broken, huge, foreign, late or missing answer falls back, says so, and is held (LS5)', async () => {
  await set();
  const whole = (content: string): StubReply => ({ content });
  const first = (asked: Asked) => claimsOf(asked)[0] ?? { text: '', turn: 0, quote: '' };
  const empty = { decisions: [], actionItems: [], risks: [], asks: [], topics: [] };
  const cases: readonly (readonly [string, (asked: Asked) => StubReply])[] = [
    ['model_answer_refused', () => ({ content: '', refusal: 'I cannot help with that.' })],
    ['model_answer_refused', () => ({ content: 'half', finish: 'content_filter' })],
    ['model_answer_cut', () => ({ content: '{"headline": {"te', finish: 'length' })],
    ['model_answer_invalid', () => whole('I am sorry, but as a language model')],
    ['model_answer_invalid', () => whole('{"headline":null}')],
    ['model_answer_invalid', () => whole('[1,2,3]')],
    ['model_answer_invalid', () => whole(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
    [
      'model_answer_invalid',
      () => whole(JSON.stringify({ ...empty, headline: null, points: [], tools: [] })),
    ],
    [
      'model_answer_invalid',
      (asked) => {
        const { text, turn, quote } = first(asked);
        const many = Array.from({ length: 500 }, () => ({ text, turn, quote }));
        return whole(JSON.stringify({ ...empty, headline: null, points: many }));
      },
    ],
    [
      'model_answer_unfounded',
      () => {
        const made = {
          text: 'They agreed to a merger.',
          turn: 0,
          quote: 'words that nobody ever spoke here',
        };
        return whole(JSON.stringify({ ...empty, headline: made, points: [made] }));
      },
    ],
    [
      'model_answer_language',
      (asked) => {
        const quoted = claimsOf(asked).slice(0, 6);
        const points = quoted.map(({ text, turn, quote }) => ({
          // Names and figures of the meeting in sentences of another language.
          text: `Und das ist es, was wir hier haben: ${text.split(' ').slice(0, 9).join(' und ')}`,
          turn,
          quote,
        }));
        return whole(JSON.stringify({ ...empty, headline: null, points }));
      },
    ],
    ['model_request_refused', () => ({ status: 400, body: '{"error":{"message":"no schema here"}}' })],
    ['http_server_error', () => ({ status: 500, body: '{}' })],
    ['http_not_json', () => ({ status: 200, body: '<html>login</html>', type: 'text/html' })],
    ['http_redirected', () => ({ status: 302, body: '', location: 'http://127.0.0.1:9/steal' })],
    ['model_reply_unexpected', () => ({ status: 200, body: '{"choices":[]}' })],
    ['http_too_large', () => whole('x'.repeat(2 * 1024 * 1024))],
    ['http_connection_lost', () => 'hang-up'],
  ];
  for (const [at, [code, answer]] of cases.entries()) {
    stub.answer = answer;
    const { summary } = await regenerate(idAt(at % english.length));
    assert.ok(summary !== null && summary.headline !== null);
    assert.deepEqual([summary.model, summary.fallbackCode], [null, code], `case ${at}`);
    const state = await api.call(e.getLanguageModel, {});
    assert.equal(state.model?.failure?.code, code);
    // One that gave no answer at all is left alone for five minutes.
    api.clock.advance(6 * 60_000);
  }
  const held = await api.call(e.listHeldAnswers, {});
  const answered = cases.filter(([code]) => code.startsWith('model_answer_'));
  assert.equal(held.items.length, answered.length);
  assert.ok(held.items.some(({ answer }) => answer.includes('as a language model')));
  const [newest] = held.items;
  assert.ok(newest !== undefined);
  const left = await api.call(e.dismissHeldAnswer, { params: { id: newest.id } });
  assert.equal(left.items.length, answered.length - 1);
  // A good answer about the meeting lets go of the bad ones.
  stub.answer = honest;
  for (const { id } of english) await regenerate(id);
  assert.deepEqual((await api.call(e.listHeldAnswers, {})).items, []);
});

test('a model that gave no answer is left alone for five minutes, and asked again after', async () => {
  await set();
  stub.answer = () => 'hang-up';
  assert.equal((await regenerate(idAt(0))).summary?.fallbackCode, 'http_connection_lost');
  const tries = stub.asked.length;
  stub.answer = honest;
  assert.equal((await regenerate(idAt(1))).summary?.fallbackCode, 'model_away');
  assert.equal(stub.asked.length, tries);
  api.clock.advance(6 * 60_000);
  assert.equal((await regenerate(idAt(1))).summary?.model, 'stub-1');
});

test('no model is asked while everything outgoing is paused, and the built-in method says so', async () => {
  await set();
  stub.asked.length = 0;
  const pause = (outgoingPaused: boolean) => api.call(e.updateWorkspace, { body: { outgoingPaused } });
  await pause(true);
  assert.equal((await regenerate(idAt(0))).summary?.fallbackCode, 'model_paused');
  assert.equal((await api.call(e.getLanguageModel, {})).model?.failure, null);
  assert.equal((await api.call(e.tryLanguageModel, {})).model?.failure?.code, 'model_paused');
  assert.equal(stub.asked.length, 0);
  await pause(false);
  assert.equal((await regenerate(idAt(0))).summary?.model, 'stub-1');
});

test('what was summed up without the model while it could not be asked is written by it later', async () => {
  await set();
  await pass();
  const pause = (outgoingPaused: boolean) => api.call(e.updateWorkspace, { body: { outgoingPaused } });
  await pause(true);
  const paused = (await regenerate(idAt(0))).summary;
  assert.equal(paused?.fallbackCode, 'model_paused');
  await pass();
  assert.deepEqual((await read(idAt(0))).summary, paused);
  await pause(false);

  // The model fails once more: what stands stays, without a new version.
  stub.answer = () => 'hang-up';
  await pass();
  const still = (await read(idAt(0))).summary;
  assert.deepEqual([still?.version, still?.fallbackCode], [paused.version, 'http_connection_lost']);
  stub.answer = honest;
  stub.asked.length = 0;
  await pass();
  assert.equal(stub.asked.length, 0, 'it is left alone for five minutes');
  api.clock.advance(6 * 60_000);
  await pass();
  const made = (await read(idAt(0))).summary;
  assert.deepEqual([made?.version, made?.model, made?.fallbackCode], [paused.version + 1, 'stub-1', null]);
  stub.asked.length = 0;
  await pass();
  assert.equal(stub.asked.length, 0);

  // An answer that cannot be used is held for a person, not asked for again.
  await pause(true);
  await regenerate(idAt(1));
  await pause(false);
  stub.answer = () => ({ content: 'I am sorry, but as a language model' });
  await pass();
  assert.equal((await read(idAt(1))).summary?.fallbackCode, 'model_answer_invalid');
  stub.asked.length = 0;
  await pass();
  assert.equal(stub.asked.length, 0);
});

test('the caps of a day hold, in calls and in tokens, and end with it (LS7)', async () => {
  await set({ callsPerDay: 4 });
  stub.asked.length = 0;
  const made: (string | null)[] = [];
  for (let at = 0; at < 6; at += 1) made.push((await regenerate(idAt(at))).summary?.fallbackCode ?? null);
  assert.equal(stub.asked.length, 3, 'the try was the first of four');
  assert.deepEqual(
    made.slice(3),
    Array.from({ length: 3 }, () => 'model_cap_reached'),
  );
  assert.equal((await api.call(e.getLanguageModel, {})).today.fallbacks, 3);
  api.clock.advance(86_400_000);
  assert.equal((await regenerate(idAt(0))).summary?.model, 'stub-1');

  api.clock.advance(86_400_000);
  await set({ tokensPerDay: 14_000 });
  const used = [];
  for (let at = 0; at < 12; at += 1)
    used.push((await regenerate(idAt(at % english.length))).summary?.fallbackCode);
  assert.ok(used.includes(null) && used.includes('model_cap_reached'), used.join());
  assert.ok((await api.call(e.getLanguageModel, {})).today.tokens <= 14_000);
});

test('a prompt holds the words of its meeting alone, and no output holds the instructions (LS4)', async () => {
  await set();
  await pass();
  stub.asked.length = 0;
  await api.call(e.updateWorkspace, { body: { name: 'Canary-Workspace-7781' } });
  const line = (title: string, text: string) =>
    JSON.stringify({
      id: `canary-${title}`,
      title: `Canary-Title-${title}`,
      startedAt: api.clock.now().toISOString(),
      participants: [{ name: `Canary-Person-${title}`, email: `canary-${title}@hidden.example` }],
      turns: [
        { speaker: 'Ann', text: `We decided to keep the Canary-Word-${title} plan for the coming year.` },
        { speaker: 'Ben', text },
      ],
    });
  const content = ['one', 'two', 'three'].map((title) =>
    line(title, 'I will send the order form to you by Friday.'),
  );
  const body = { fileName: 'c.jsonl', format: 'json-lines', content: content.join('\n') } as const;
  const { meetingIds } = await api.call(e.importMeetings, { body });
  await set();
  stub.asked.length = 0;
  stub.answer = (asked) => {
    const [claim, ...rest] = claimsOf(asked).map(({ speaker: _, ...one }) => one);
    const echo = asked.instructions.split('\n').map((text) => ({ ...claim, text: text.slice(0, 300) }));
    return {
      content: JSON.stringify({
        headline: claim ?? null,
        points: [...rest, ...echo.slice(0, 1)],
        decisions: [],
        actionItems: [],
        risks: [],
        asks: [],
        topics: [],
      }),
    };
  };
  await api.call(e.syncStream, { params: { name: 'signals' }, body: { mode: 'incremental' } });
  await api.workRuns();
  assert.equal(stub.asked.length, 3);
  for (const asked of stub.asked) {
    const text = JSON.stringify([asked.instructions, asked.input]);
    const own = /Canary-Word-(\w+)/u.exec(text)?.[1];
    for (const title of ['one', 'two', 'three']) {
      assert.equal(text.includes(`Canary-Word-${title}`), title === own);
      assert.ok(!text.includes(`Canary-Title-${title}`) && !text.includes(`canary-${title}@`));
      assert.ok(!text.includes(`Canary-Person-${title}`));
    }
    assert.ok(!text.includes('7781') && !text.includes(STUB_KEY) && !text.includes(api.workspace.id));
    const { authorization, ...headers } = asked.headers;
    assert.ok(authorization?.includes(STUB_KEY) && !JSON.stringify(headers).includes(STUB_KEY));
  }
  for (const id of meetingIds) {
    const { summary } = await read(id);
    assert.equal(summary?.model, 'stub-1');
    assert.ok(!/transcript is data|look after the customer/iu.test(JSON.stringify(summary)));
  }
});

test('a long meeting is asked about in parts, and one choice makes the whole', async () => {
  await set();
  stub.asked.length = 0;
  const turns = Array.from({ length: 400 }, (_, at) => ({
    speaker: at % 2 === 0 ? 'Ann' : 'Ben',
    text: `In part ${at} we talked about the rollout of module ${at} and what the team of the customer needs for it next.`,
  }));
  const content = JSON.stringify({
    id: 'long',
    title: 'Long',
    startedAt: api.clock.now().toISOString(),
    turns,
  });
  const body = { fileName: 'l.jsonl', format: 'json-lines', content } as const;
  const { meetingIds } = await api.call(e.importMeetings, { body });
  await api.call(e.syncStream, { params: { name: 'signals' }, body: { mode: 'incremental' } });
  await api.workRuns();
  assert.ok(stub.asked.length >= 3, `${stub.asked.length}`);
  assert.equal(stub.asked.at(-1)?.name, 'meeting_choice');
  assert.equal(new Set(stub.asked.flatMap((asked) => asked.turns.map(({ turn }) => turn))).size, 400);
  const { summary } = await read(meetingIds[0] ?? '');
  assert.deepEqual([summary?.model, summary?.points.length], ['stub-1', 2]);
});

test('removing it forgets the key; summaries stay, and the built-in method goes on', async () => {
  const gone = await api.call(e.removeLanguageModel, {});
  assert.equal(gone.model, null);
  const [row] = await api.database
    .workspace(api.workspace.id)
    .transaction((tx) =>
      tx.query<{ count: number }>(
        `select count(*)::int as count from secrets where purpose = 'language-model-key'`,
      ),
    );
  assert.equal(row?.count, 0);
  stub.asked.length = 0;
  const { summary } = await regenerate(idAt(2));
  assert.deepEqual([summary?.model, summary?.fallbackCode, stub.asked.length], [null, null, 0]);
});

test('only an admin sets it, and sees what it answered', async () => {
  const { token } = await api.addMember('user');
  for (const endpoint of [e.getLanguageModel, e.tryLanguageModel, e.removeLanguageModel, e.listHeldAnswers]) {
    assert.equal((await api.refusal(endpoint, {}, token)).status, 403, endpoint.name);
  }
});
