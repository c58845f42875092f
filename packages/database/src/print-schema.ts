import { writeFile } from 'node:fs/promises';
import { dumpSchema } from './schema-dump.ts';
import { joinTestCluster } from './testing/test-cluster.ts';

// The command that rewrites schema.sql after a new migration.
const cluster = await joinTestCluster();
const { name, url } = await cluster.clone('t_print_schema');
try {
  await writeFile(new URL('../schema.sql', import.meta.url), await dumpSchema(url));
} finally {
  await cluster.drop(name);
  await cluster.stop();
}
