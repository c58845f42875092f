import type { Configuration } from '@handrail/core';
import { getWorkspace, releaseClaims } from '@handrail/database';
import type { OutboxRow, WorkspaceTransaction } from '@handrail/database';
import type { GainsightWriter } from '@handrail/gainsight';
import { readConfiguration } from '../configuration.ts';
import type { Slice, SliceOutcome } from '../inbound/stream.ts';
import { isOutgoingPaused, openGainsightWriter } from '../vendors.ts';
import type { OpenVendor, Vendors } from '../vendors.ts';

/** What one pass sends. */
interface Sending {
  /** The orders that are its own. */
  readonly kind: OutboxRow['kind'];
  isWanted(configuration: Configuration, tx: WorkspaceTransaction): boolean | Promise<boolean>;
  send(slice: Slice, open: OpenVendor<GainsightWriter>): Promise<SliceOutcome>;
}

/**
 * One slice of a pass that sends to Gainsight: complete without a call while it is not wanted or everything outgoing is
 * paused. A pause on the way gives back what was claimed and not sent. Throws what `send` throws otherwise.
 */
export async function sendSlice(vendors: Vendors, slice: Slice, pass: Sending): Promise<SliceOutcome> {
  const isHeldBack = await slice.transaction(async (tx) => {
    const workspace = await getWorkspace(tx);
    const { configuration } = await readConfiguration(tx);
    return workspace.outgoing_paused_at !== null || !(await pass.isWanted(configuration, tx));
  });
  if (isHeldBack) return { kind: 'complete', withheld: null };
  const release = () => slice.transaction((tx) => releaseClaims(tx, pass.kind));
  const open = await openGainsightWriter(vendors, slice.workspaceId);
  try {
    // This slice holds the stream: a claim that stands is one of a worker that died or was stopped.
    await release();
    return await pass.send(slice, open);
  } catch (thrown) {
    if (!isOutgoingPaused(thrown)) throw thrown;
    await release();
    return { kind: 'complete', withheld: null };
  } finally {
    await open.close();
  }
}
