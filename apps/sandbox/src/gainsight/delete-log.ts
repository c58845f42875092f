import type { SandboxContext } from '../context.ts';
import type { Switches } from '../switches.ts';
import type { WorldObject } from '../world.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';

/** Object that lists deleted records. */
export const deleteLogObject = 'record_delete_log';

/** The log of high-volume objects, which not every tenant has. */
export const highVolumeDeleteLogObject = 'record_delete_log_high_volume';

/** Days for which a deletion can be read (reference section 13). */
const deleteLogDays = 15;

/** Removes a record and notes it in the delete log. Returns false when there is no such record. */
export function deleteRecord(
  store: RecordStore,
  from: ObjectStore,
  gsid: string,
  { clock, switches }: Pick<SandboxContext, 'clock' | 'switches'>,
): boolean {
  if (!from.delete(gsid)) return false;
  store.find(deleteLogObject)?.insert({
    RecordId: gsid,
    DeletedOn: `${clock.now().toISOString().slice(0, 19)}Z`,
    ObjectName: loggedName(from.object, switches.deleteLogNames),
  });
  return true;
}

/** The spelling of an object in the delete log: the one sample, `Company`, may be a capitalised name or a label. */
function loggedName({ name, label }: WorldObject, form: Switches['deleteLogNames']): string {
  if (form !== 'capitalised') return form === 'label' ? label : name;
  return name
    .split('_')
    .map((word) => (word === 'gc' ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('_');
}

/** First instant that the delete log still shows, as ISO seconds. */
export function deleteLogStart(now: Date): string {
  return new Date(now.getTime() - deleteLogDays * 86_400_000).toISOString().slice(0, 19);
}
