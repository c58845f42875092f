// `npm run supply [-- --since REF] [--require]`: known weaknesses of what is installed, and the age of the versions that
// were taken since REF (the commit before this one). Needs a registry that answers; what could not be checked is said last,
// and ends with 0, or with --require with 1.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const MIN_AGE_DAYS = 7;
const { values } = parseArgs({
  options: { since: { type: 'string', default: 'HEAD~1' }, require: { type: 'boolean', default: false } },
});
const unchecked = [];

const run = (command, ...args) => spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const say = (text) => process.stdout.write(`${text}\n`);

function versionsOf(lockText) {
  const { packages } = JSON.parse(lockText);
  return new Map(
    Object.entries(packages)
      .filter(([path, entry]) => path.includes('node_modules/') && entry.link !== true)
      .map(([path, entry]) => [`${path.split('node_modules/').at(-1)}@${entry.version}`, true]),
  );
}

function checkWeaknesses() {
  const { stdout, status } = run('npm', 'audit', '--json', '--audit-level=high');
  const report = status === null || stdout === '' ? {} : JSON.parse(stdout);
  if (report.metadata === undefined) {
    const why =
      report.statusCode === undefined
        ? 'no registry answers'
        : `the registry answers npm audit with ${report.statusCode}`;
    unchecked.push(`known weaknesses (${why})`);
    return true;
  }
  const { high, critical } = report.metadata.vulnerabilities;
  say(`Known weaknesses: ${high} high, ${critical} critical.`);
  return high + critical === 0;
}

function checkAges() {
  const former = run('git', 'show', `${values.since}:package-lock.json`);
  if (former.status !== 0) {
    unchecked.push(`age of new versions (${values.since} has no lockfile)`);
    return true;
  }
  const before = versionsOf(former.stdout);
  const taken = [...versionsOf(readFileSync('package-lock.json', 'utf8')).keys()].filter(
    (one) => !before.has(one),
  );
  const young = [];
  for (const one of taken) {
    const at = one.lastIndexOf('@');
    const { stdout, status } = run('npm', 'view', one.slice(0, at), 'time', '--json');
    if (status !== 0) {
      unchecked.push('age of new versions (no registry answers)');
      return true;
    }
    const days = (Date.now() - Date.parse(JSON.parse(stdout)[one.slice(at + 1)])) / 86_400_000;
    if (days < MIN_AGE_DAYS) young.push(`${one} (${days.toFixed(1)} days)`);
  }
  say(
    `Age of new versions: ${taken.length} taken since ${values.since}, younger than ${MIN_AGE_DAYS} days: ${young.join(', ') || 'none'}.`,
  );
  return young.length === 0;
}

const isSound = [checkWeaknesses(), checkAges()].every(Boolean);
const { size } = versionsOf(readFileSync('package-lock.json', 'utf8'));
say(
  `Sources, hashes and install scripts of ${size} packages: npm test holds them (e2e/house/supply-chain.test.ts).`,
);
if (unchecked.length > 0)
  say(
    `NOT CHECKED: ${unchecked.join('; ')}. That none was found here says nothing; check where a registry answers.`,
  );
process.exitCode = isSound && (unchecked.length === 0 || !values.require) ? 0 : 1;
