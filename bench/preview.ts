import { previewConfiguration, readDraft, requestInventory, systemClock } from '@handrail/sync';
import { startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atMost, type Measure, seconds, shown, timed } from './measure.ts';
import { startProduct } from './product.ts';
import { startSandboxProcess } from './sandbox-process.ts';

/** 100,000 accounts in 2 s after the reads; of fewer the same share. */
const LONGEST_MS_EACH = 2_000 / 100_000;

/** A filter that about half of the companies pass, beside the configuration that took all. */
const FILTERED = {
  ...FORTY_FIELDS.config,
  accounts: { import: 'matching', filter: { field: 'Employees', op: 'gt', value: 500 } },
};

/** The preview of a filter over so many accounts that stand, once the inventory is read. */
export async function benchPreview(companies: number): Promise<Measure[]> {
  const sandbox = await startSandboxProcess(companies);
  const cluster = await startCluster();
  try {
    const database = await cluster.createDatabase();
    const product = await startProduct({ url: database.url, sandbox, config: FORTY_FIELDS.config });
    try {
      await product.run('accounts', 'full');
      await product.transaction((tx) => requestInventory(tx, systemClock.now()));
      const reads = await timed(() => product.run('inventory', 'full'));
      const draft = await product.transaction((tx) => readDraft(tx, FILTERED));
      if (!draft.ok) throw new TypeError(JSON.stringify(draft.issues));
      const asked = {
        configuration: draft.value,
        limit: 50,
        search: null,
        now: systemClock.now(),
      };
      const { ms, value } = await timed(() => previewConfiguration(product.workspace, asked));
      return [
        shown(`inventory of ${companies} companies, every field`, seconds(reads.ms)),
        atMost(`preview of a filter over ${companies} accounts`, ms, LONGEST_MS_EACH * companies, seconds),
        shown('accounts that would leave / stand', `${value.totals.leaving} / ${value.unchanged}`),
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
