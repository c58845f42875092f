import type { WorldObject } from '../world.ts';
import { readOnly } from './field.ts';
import { keyPrefix } from './gsid.ts';
import { picklistRows } from './picklists.ts';
import type { Scene } from './scene.ts';

/** All items of all picklists as an object of their own. */
export function makePicklistTable({ seed, picklists }: Scene): WorldObject {
  return {
    name: 'da_picklist',
    label: 'Picklist',
    objectType: 'SYSTEM',
    keyPrefix: keyPrefix(seed, 'da_picklist'),
    fields: [
      { ...readOnly('Gsid', 'GSID', 'GSID'), group: 'SYSTEM' },
      readOnly('Name', 'Name', 'STRING'),
      readOnly('SystemName', 'System Name', 'STRING'),
      readOnly('Category', 'Category', 'STRING'),
      readOnly('CategoryId', 'Category ID', 'GSID'),
      readOnly('DisplayOrder', 'Display Order', 'NUMBER'),
      readOnly('Active', 'Active', 'BOOLEAN'),
    ],
    rows: picklistRows(picklists),
  };
}

/** The log of deleted records, empty at first; like two objects of the documented list it has no key prefix. */
export function makeDeleteLog(): WorldObject {
  return {
    name: 'record_delete_log',
    label: 'Record Delete Log',
    objectType: 'SYSTEM',
    fields: [
      { ...readOnly('Gsid', 'GSID', 'GSID'), group: 'SYSTEM' },
      readOnly('RecordId', 'Record ID', 'GSID'),
      readOnly('ObjectName', 'Object Name', 'STRING'),
      readOnly('DeletedOn', 'Deleted On', 'DATETIME'),
    ],
    rows: [],
  };
}
