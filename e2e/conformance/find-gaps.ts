import { MARKS } from './case.ts';
import { CHECKLIST } from './checklist.ts';
import type { RunnableArea } from './suite.ts';

/** What the suite as such lacks, one line each: marks, reasons, unknown or doubled names. */
export function findGaps(areas: readonly RunnableArea[]): string[] {
  const cases = areas.flatMap((area) => area.cases);
  const known = new Set(CHECKLIST.map(({ id }) => id));
  const covered = new Set(cases.flatMap(({ covers }) => covers));
  const ids = cases.map(({ id }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two cases are called ${id}`),
    ...cases.flatMap((one) => {
      const isMarked = one.mark.length > 0 && one.mark.every((mark) => MARKS.includes(mark));
      const isHeld = Array.isArray(one.exchanges) || Array.isArray(one.readings);
      return [
        ...(isMarked ? [] : [`${one.id} has no mark`]),
        ...(one.reference.includes('§') ? [] : [`${one.id} names no section`]),
        ...(one.covers.length > 0 ? [] : [`${one.id} holds no item of the checklist`]),
        ...(isHeld ? [] : [`${one.id} holds neither the sandbox nor the client`]),
        ...one.covers
          .filter((item) => !known.has(item))
          .map((item) => `${one.id} covers ${item}, which is no item`),
      ];
    }),
    ...CHECKLIST.flatMap(({ id, not }) => {
      if (covered.has(id)) return not === undefined ? [] : [`${id} has a case and a reason for having none`];
      return not === undefined ? [`${id} has neither a case nor a reason`] : [];
    }),
  ];
}
