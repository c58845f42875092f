import { type Mark, MARKS } from './case.ts';
import { CHECKLIST } from './checklist.ts';
import type { AreaResult, CaseResult, Verdict } from './run-suite.ts';

const MEANING: Readonly<Record<Mark, string>> = {
  D: 'read in the vendor’s documentation',
  G: 'read in a third party’s digest of it',
  C: 'seen in a client that talks to live tenants',
  I: 'inferred',
};
const SIGN: Readonly<Record<Verdict, string>> = { held: '✓', failed: '✗', 'not asked': '–' };

/** The page that the command prints, in Markdown. */
export function writeReport(areas: readonly AreaResult[]): string {
  const results = areas.flatMap((area) => area.results);
  const lines = [
    '# Conformance',
    '',
    'Printed by `npm run conformance`. The cases are made from the documents’ own examples and from the emulator checklist',
    'of the Gainsight reference (§19), values changed to ours. The sandbox answers the request; the client, on its own and',
    'against a plain server that repeats the document’s literal reply, makes a value or a typed error of it. Neither side',
    'is the other’s measure.',
    '',
    `${results.length} cases hold ${coveredCount(results)} of ${CHECKLIST.length} items of the checklist; the others have their reason below.`,
    '',
    '## Totals per mark',
    '',
    'A case counts under its first mark, that of its main statement.',
    '',
    ...table(
      ['mark', 'meaning', 'cases', 'sandbox ✓', 'sandbox ✗', 'client ✓', 'client ✗', 'client –'],
      [...MARKS.map((mark) => totalsOf(mark, results)), totalsOf(null, results)],
    ),
    ...areas.flatMap(({ title, results: rows }) => [
      '',
      `## ${title}`,
      '',
      ...table(
        ['case', 'what holds', 'reference', 'mark', 'sandbox', 'client'],
        rows.map(({ case: one, sandbox, client }) => [
          `\`${one.id}\``,
          one.title,
          one.reference,
          one.mark.join(', '),
          SIGN[sandbox],
          SIGN[client],
        ]),
      ),
    ]),
    '',
    '## Documented, and not held by a case',
    '',
    ...table(
      ['item', 'what', 'why not'],
      CHECKLIST.flatMap(({ id, says, not, partly }) => {
        const reason = not ?? partly;
        return reason === undefined
          ? []
          : [[`§${id}`.replace('§gong ', 'Gong §'), says, not ?? `in part: ${reason}`]];
      }),
    ),
    ...reasons('Not asked of the sandbox', results, ({ case: { exchanges } }) => exchanges),
    ...reasons('Not asked of the client', results, ({ case: { readings } }) => readings),
    ...deviations(results),
    '',
  ];
  return lines.join('\n');
}

function totalsOf(mark: Mark | null, all: readonly CaseResult[]): string[] {
  const results = mark === null ? all : all.filter(({ case: one }) => one.mark[0] === mark);
  const count = (side: 'sandbox' | 'client', verdict: Verdict): string =>
    String(results.filter((result) => result[side] === verdict).length);
  return [
    mark ?? 'all',
    mark === null ? '' : MEANING[mark],
    String(results.length),
    count('sandbox', 'held'),
    count('sandbox', 'failed'),
    count('client', 'held'),
    count('client', 'failed'),
    count('client', 'not asked'),
  ];
}

function coveredCount(results: readonly CaseResult[]): number {
  return new Set(results.flatMap(({ case: { covers } }) => covers)).size;
}

/** Reasons with the cases that share them, the commonest first. */
function reasons(
  title: string,
  results: readonly CaseResult[],
  side: (result: CaseResult) => object,
): string[] {
  const cases = new Map<string, string[]>();
  for (const result of results) {
    const asked = side(result);
    if (!('not' in asked)) continue;
    const reason = String(asked.not);
    cases.set(reason, [...(cases.get(reason) ?? []), `\`${result.case.id}\``]);
  }
  const rows = [...cases].toSorted(([, left], [, right]) => right.length - left.length);
  return [
    '',
    `## ${title}`,
    '',
    ...table(
      ['why', 'cases'],
      rows.map(([reason, ids]) => [reason, ids.join(', ')]),
    ),
  ];
}

function deviations(results: readonly CaseResult[]): string[] {
  const known = results.filter(({ case: { deviation } }) => deviation !== undefined);
  if (known.length === 0) return [];
  const rows = known.map(({ case: one }) => [`\`${one.id}\``, one.title, one.deviation ?? '']);
  return ['', '## Known departures', '', ...table(['case', 'what the document says', 'why it stands'], rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
