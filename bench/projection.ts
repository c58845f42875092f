import { saveConfiguration, systemClock } from '@handrail/sync';
import { startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atMost, type Measure, seconds, shown, timed } from './measure.ts';
import { startProduct } from './product.ts';
import { startSandboxProcess } from './sandbox-process.ts';

/** 100,000 accounts in 10 s; of fewer the same share. */
const LONGEST_MS_EACH = 10_000 / 100_000;

/** A mapping that every account differs by: the same forty fields are read, so no call is needed. */
const CHANGED = {
  ...FORTY_FIELDS.config,
  fields: {
    account: {
      ...FORTY_FIELDS.standard,
      custom: FORTY_FIELDS.custom,
      region: FORTY_FIELDS.standard.industry,
      industry: FORTY_FIELDS.standard.region,
    },
  },
};

/** So many stored accounts decided again after a change of the mapping, without a call to the vendor. */
export async function benchProjection(companies: number): Promise<Measure[]> {
  const sandbox = await startSandboxProcess(companies);
  const cluster = await startCluster();
  try {
    const database = await cluster.createDatabase();
    const product = await startProduct({ url: database.url, sandbox, config: FORTY_FIELDS.config });
    try {
      const full = await timed(() => product.run('accounts', 'full'));
      await product.transaction((tx) =>
        saveConfiguration(tx, { basedOn: 1, document: CHANGED, createdBy: null, now: systemClock.now() }),
      );
      await database.superuser.query('checkpoint');
      await sandbox.clearCalls();
      const { ms, value: run } = await timed(() => product.run('accounts', 'projection'));
      const calls = [...(await sandbox.calls()).values()].reduce((sum, count) => sum + count, 0);
      return [
        atMost(`projecting ${companies} accounts again`, ms, LONGEST_MS_EACH * companies, seconds),
        shown('projecting again / first full run', (ms / full.ms).toFixed(2)),
        atMost('calls of projecting again', calls, 0, String),
        shown('accounts changed by projecting again', String(run.changed)),
      ];
    } finally {
      await product.close();
      await database.drop();
    }
  } finally {
    await cluster.stop();
    await sandbox.stop();
  }
}
