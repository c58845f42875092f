import type { ConfigVersionRow } from '@handrail/database';
import type { SaveOutcome } from '@handrail/sync';
import { configInvalid, ServerError } from '../errors.ts';

/** The version that a Save made. Throws config_invalid with the faults of the draft, config_conflict for a stale one. */
export function acceptSave(outcome: SaveOutcome): ConfigVersionRow {
  switch (outcome.kind) {
    case 'saved':
      return outcome.version;
    case 'invalid':
      throw configInvalid(outcome.issues, 'was not saved');
    case 'conflict': {
      const { basedOn, current } = outcome;
      throw new ServerError({
        code: 'config_conflict',
        message: `Version ${current} was saved meanwhile; this draft began at version ${basedOn}.`,
        remedy: 'Look at the difference, and save again on top of it.',
        facts: { basedOn, current },
      });
    }
  }
}
