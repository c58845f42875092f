import type { Row, WorldObject } from '../world.ts';
import { drawCompany } from './company-draft.ts';
import { companyFields } from './company-fields.ts';
import { companyValues } from './company-values.ts';
import { gsid, keyPrefix } from './gsid.ts';
import { defineMadeRows, fillRow } from './made-rows.ts';
import type { Scene } from './scene.ts';

/** The companies 1 … `count`; those above `stored` are made whenever they are asked for. */
export function makeCompanies(scene: Scene, count: number, stored: number): WorldObject {
  const { seed } = scene;
  const makers = Object.entries(companyValues(scene));
  const rows: Row[] = [];
  for (let number = 1; number <= Math.min(count, stored); number += 1) {
    rows.push(fillRow(makers, drawCompany(scene, number)));
  }
  return {
    name: 'company',
    label: 'Company',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'company'),
    fields: companyFields(scene.picklists),
    rows,
    ...(count <= stored
      ? {}
      : {
          made: defineMadeRows({
            first: stored + 1,
            last: count,
            gsid: (number) => gsid(seed, 'company', number),
            draw: (number) => drawCompany(scene, number),
            makers,
          }),
        }),
  };
}

/** Makes company `number` (from 1) by itself, with all its values. */
export function makeCompany(scene: Scene, number: number): Row {
  return fillRow(Object.entries(companyValues(scene)), drawCompany(scene, number));
}
