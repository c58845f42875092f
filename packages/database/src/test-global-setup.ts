import { joinTestCluster, type TestCluster } from './testing/test-cluster.ts';

let cluster: TestCluster | undefined;

/** For `node --test --test-global-setup`: holds the shared cluster open for the whole run. */
export async function globalSetup(): Promise<void> {
  cluster = await joinTestCluster();
}

/** Leaves it; the last to leave stops it. */
export async function globalTeardown(): Promise<void> {
  await cluster?.stop();
}
