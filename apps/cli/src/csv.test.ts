import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from './csv.ts';

test('keeps a spreadsheet from running a text as a formula', () => {
  assert.equal(csvLine(['=1+1', '+1', '-1', '@x', '\tx', '\rx']), `'=1+1,'+1,'-1,'@x,'\tx,"'\rx"\r\n`);
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
