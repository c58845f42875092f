import { GainsightError } from '@handrail/gainsight';

/** From so many calls in a row, all refused with one code, the fault is taken for none of their content. */
const IN_A_ROW = 3;

/** Tells a body that Gainsight will not have from a Gainsight that will have none, for one slice. */
export interface RefusedCalls {
  /** Takes the code that a whole call was refused with, or null of one that was taken; answers what ends the slice. */
  heed(code: string | null): GainsightError | null;
}

/** Begins to count. */
export function createRefusedCalls(): RefusedCalls {
  let last: string | null = null;
  let times = 0;
  return {
    heed(code) {
      times = code !== null && code === last ? times + 1 : 1;
      last = code;
      if (code === null || times < IN_A_ROW) return null;
      const text = `Gainsight refused ${times} calls of the Timeline in a row with ${code}.`;
      return new GainsightError('gainsight_unexpected_reply', text, { outcome: 'refused', errorCode: code });
    },
  };
}
