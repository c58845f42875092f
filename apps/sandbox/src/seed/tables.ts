import type { WorldObject } from '../world.ts';
import { readOnly } from './field.ts';
import { type GsidObject, keyPrefix } from './gsid.ts';
import { picklistRows } from './picklists.ts';
import type { Scene } from './scene.ts';

/** All items of all picklists as an object of their own. */
export function makePicklistTable({ seed, picklists }: Scene): WorldObject {
  return {
    name: 'da_picklist',
    label: 'Picklist',
    objectType: 'SYSTEM',
    keyPrefix: keyPrefix(seed, 'da_picklist'),
    listedPrefix: keyPrefix(seed, 'da_picklist').slice(0, 3),
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

/**
 * The logs of deleted records, empty at first; the first shows no key prefix. The second is for high-volume objects, of
 * which this tenant has none.
 */
export function makeDeleteLogs(scene: Scene): WorldObject[] {
  return [
    { ...makeDeleteLog(scene, 'record_delete_log', 'Record Delete Log'), listedPrefix: null },
    makeDeleteLog(scene, 'record_delete_log_high_volume', 'Record Delete Log (High Volume)'),
  ];
}

function makeDeleteLog({ seed }: Scene, name: GsidObject, label: string): WorldObject {
  return {
    name,
    label,
    objectType: 'SYSTEM',
    keyPrefix: keyPrefix(seed, name),
    fields: [
      { ...readOnly('Gsid', 'GSID', 'GSID'), group: 'SYSTEM' },
      readOnly('RecordId', 'Record ID', 'GSID'),
      readOnly('ObjectName', 'Object Name', 'STRING'),
      readOnly('DeletedOn', 'Deleted On', 'DATETIME'),
    ],
    rows: [],
  };
}
