// One process of the server for the kill loop: time begins at an instant of the loop's choice, and leases are short.
import { readConfig, startServer } from '@handrail/server';
import { GENEROUS_LIMITS } from '../generous-limits.ts';

const [begin = '', role = 'all'] = process.argv.slice(2);
const startedMs = performance.now();
const clock = { now: () => new Date(Date.parse(begin) + performance.now() - startedMs) };

const server = await startServer({
  config: readConfig({ ...process.env, HANDRAIL_ROLE: role }, process.cwd()),
  clock,
  random: () => 0.1,
  // What a kill leaves behind is looked at here; a minute's wait for the vendors' budget would tell nothing more.
  vendorLimits: GENEROUS_LIMITS,
  leaseMs: 1_000,
  tickMs: 50,
});
process.stdout.write(`ready ${server.origin ?? 'worker'}\n`);
process.once('SIGTERM', () => void server.stop());
