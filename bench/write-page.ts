import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import type { Measure } from './measure.ts';

const PAGE = fileURLToPath(new URL('../docs/bench.md', import.meta.url));

const HEAD = `# Bench

The last figure of each measure, written by \`npm run bench -- … --write\` and never by hand. Ratios are taken in one run;
what stands in seconds depends on the machine and on what else ran there.

| measure | goal | last figure | | when, commit, machine |
| --- | --- | --- | --- | --- |
`;

/** Puts the measures into the table of docs/bench.md; a measure that stands there already is replaced, others stay. */
export async function writePage(measures: readonly Measure[]): Promise<void> {
  const page = await readFile(PAGE, 'utf8').catch(() => '');
  const rows = new Map(
    page
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (measure|-+) /.test(line))
      .map((line) => [nameIn(line), line] as const),
  );
  const where = describeRun();
  for (const { measure, figure, goal, isMet } of measures) {
    const verdict = isMet === null ? '' : isMet ? 'ok' : 'miss';
    rows.set(measure, `| ${measure} | ${goal ?? ''} | ${figure} | ${verdict} | ${where} |`);
  }
  await writeFile(PAGE, await format(`${HEAD}${[...rows.values()].join('\n')}\n`, { parser: 'markdown' }));
}

function nameIn(line: string): string {
  return (line.split('|')[1] ?? '').trim();
}

function describeRun(): string {
  const { stdout } = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  });
  const day = new Date().toISOString().slice(0, 10);
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  return `${day}, ${stdout.trim()}, ${cpus().length} cores, ${memory} GiB, load ${load.toFixed(1)}`;
}
