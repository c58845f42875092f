import { randomInt } from 'node:crypto';
import type { Row } from '../world.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Makes a GSID: the object's 18 characters, then 18 random capitals and digits (reference section 3.1). */
export function newGsid(keyPrefix: string): string {
  let gsid = keyPrefix;
  while (gsid.length < 36) gsid += letters.charAt(randomInt(letters.length));
  return gsid;
}

/** Reads the record id; every row of every object carries one, also where it is no field. */
export function gsidOf(row: Row): string {
  return String(row['Gsid']);
}
