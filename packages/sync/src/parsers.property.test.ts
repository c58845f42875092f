import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accountRules,
  findUnstorable,
  isJsonObject,
  judge,
  parseConfig,
  parseDayValue,
  parseDomain,
  parseNumber,
  projectAccount,
} from '@handrail/core';
import type { JsonObject, JsonValue } from '@handrail/core';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import type { Random } from '@handrail/core/testing';
import { readMeetingFile } from './inbound/meeting-files/read-meeting-file.ts';
import { toSourceRecord } from './inbound/source-record.ts';
import { TEST_CONFIG } from './testing.ts';

/** `npm run nightly` asks for more: the first seed and how many. */
const seeds = askedSeeds(process.argv, [1, 2, 3]);
const CASES = 1_000;
/** A case that takes longer hangs: the usual one takes microseconds. */
const HANG_MS = 5_000;

const PIECES = [
  '',
  ' ',
  '\n\n',
  '\0',
  '\uD800',
  '\u202E',
  '😀',
  'ß',
  'a'.repeat(300),
  '-->',
  '00:00:01,000 --> 00:00:02,000',
  '00:00:01.000 --> 99:99:99.999',
  'WEBVTT',
  '<v Ann>hello</v>',
  'Ann Example: hello',
  '{"title":"x","turns":[{"speaker":"A","text":"b"}]}',
  '{"title":',
  '[[[[[[[[',
  '1e309',
  '-0',
  '2026-02-30',
  '2026-11-26T25:61:61Z',
  '9007199254740993',
  'https://x@y:99999/…',
  '__proto__',
  'constructor',
  ';;;',
  '=cmd',
  '(((((((a+)+)+',
] as const;
const KEYS = [
  'field',
  'op',
  'value',
  'and',
  'or',
  'source',
  'owner',
  'prefer',
  'custom',
  '__proto__',
  'version',
  'Name',
  'Status',
  'Arr',
] as const;
const OPS = ['eq', 'in', 'between', 'last_days', 'any_of', 'empty', 'starts_with', 'nonsense'] as const;

function randomText(random: Random): string {
  return Array.from({ length: random.below(5) }, () => random.pick(PIECES)).join(
    random.pick(['', ' ', '\n']),
  );
}

function randomJson(random: Random, depth: number): JsonValue {
  switch (random.below(depth > 0 ? 8 : 6)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick([0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE]);
    case 3:
      return random.pick(OPS);
    case 4:
    case 5:
      return randomText(random);
    case 6:
      return Array.from({ length: random.below(4) }, () => randomJson(random, depth - 1));
    default:
      return randomObject(random, depth - 1);
  }
}

function randomObject(random: Random, depth: number): JsonObject {
  const pairs = Array.from(
    { length: random.below(5) },
    () => [random.pick(KEYS), randomJson(random, depth)] as const,
  );
  return Object.fromEntries(pairs);
}

/** A document that is right but for what stands at some places. */
function spoilt(random: Random, value: JsonValue, depth = 0): JsonValue {
  if (depth > 0 && random.chance(0.1)) return randomJson(random, 4);
  if (Array.isArray(value)) return value.map((item: JsonValue) => spoilt(random, item, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, spoilt(random, held, depth + 1)]),
  );
}

const WHOLE: JsonValue = {
  ...JSON.parse(JSON.stringify(TEST_CONFIG)),
  accounts: {
    import: 'matching',
    filter: {
      and: [
        { field: 'Status', op: 'in', value: ['Active'] },
        { or: [{ field: 'Arr', op: 'gte', value: 5 }] },
      ],
    },
  },
  meetings: { exclude: [{ title: '*x*' }, { domain: 'x.example' }] },
};

/** Every parser answers or refuses by its own form; an exception fails the case. */
const PARSERS: readonly ((random: Random) => void)[] = [
  (random) => {
    const parsed = parseConfig(random.chance(0.5) ? spoilt(random, WHOLE) : randomJson(random, 5));
    if (!parsed.ok) {
      assert.ok(parsed.issues.length > 0);
      return;
    }
    // What was taken can also be judged and projected by, whatever the record holds.
    const rules = accountRules(parsed.value, new Map(), 'v');
    const values = randomObject(random, 3);
    judge(rules.filter, values, { today: '2026-11-26' });
    projectAccount(values, rules, { today: '2026-11-26' });
  },
  (random) => {
    const row = { Gsid: randomText(random), ModifiedDate: randomJson(random, 1), ...randomObject(random, 4) };
    const record = toSourceRecord(row, KEYS);
    if (record !== null) findUnstorable(record.values);
  },
  (random) => {
    const content = Array.from({ length: random.below(12) }, () => randomText(random)).join('\n');
    const format = random.pick(['json-lines', 'webvtt', 'srt', 'text'] as const);
    for (const entry of readMeetingFile(content, format)) {
      assert.ok('reason' in entry ? entry.reason !== '' : Array.isArray(entry.meeting.turns));
    }
  },
  (random) => {
    const text = randomText(random);
    parseDomain(text);
    parseNumber(text);
    parseDayValue(text, random.pick(['date', 'datetime', 'text']), 'Europe/Stockholm');
  },
];

for (const seed of seeds) {
  test(`parsers answer or refuse a thousand cases, and none falls over or hangs (seed ${seed})`, () => {
    const random = createRandom(seed);
    for (let at = 0; at < CASES; at += 1) {
      const begun = performance.now();
      random.pick(PARSERS)(random);
      assert.ok(performance.now() - begun < HANG_MS, `case ${at}`);
    }
  });
}
