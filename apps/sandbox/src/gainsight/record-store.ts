import type { SandboxClock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import { createRandom, type Random } from '../seed/random.ts';
import type { Row, World } from '../world.ts';
import { createObjectStore, type ObjectStore } from './object-store.ts';

/** All records of the tenant, and the only place that changes them. */
export interface RecordStore {
  /** Finds an object by name in any letter case. */
  find(objectName: string): ObjectStore | undefined;
  list(): readonly ObjectStore[];
  /** What the tenant leaves to chance from call to call: the same calls on the same world draw the same. */
  readonly chance: Random;
  /** Rows that differ from the seeded world: object → Gsid → row, or null when deleted. */
  changes(): Record<string, Record<string, Row | null>>;
  /** Rows that went, as they last were: object → Gsid → row. */
  deletedRows(): Record<string, Record<string, Row>>;
  /** Lays what an earlier run kept over the seeded world. */
  restore(
    changes: Readonly<Record<string, Readonly<Record<string, Row | null>>>>,
    deletedRows: Readonly<Record<string, Readonly<Record<string, Row>>>>,
  ): void;
}

/** Builds the store over a world. `onChange` is called after every write. */
export function createRecordStore(
  world: World,
  surroundings: { readonly clock: SandboxClock; readonly switches: Switches; readonly onChange: () => void },
): RecordStore {
  const stores = new Map<string, ObjectStore>();

  function find(objectName: string): ObjectStore | undefined {
    const name = objectName.toLowerCase();
    const known = stores.get(name);
    if (known !== undefined) return known;
    const object = world.objects.get(name);
    if (object === undefined) return undefined;
    const store = createObjectStore(object, surroundings);
    stores.set(name, store);
    return store;
  }

  function list(): readonly ObjectStore[] {
    return [...world.objects.keys()].flatMap((name) => find(name) ?? []);
  }

  /** Something of every object that has any of it, by name. */
  function collect<T>(read: (store: ObjectStore) => Record<string, T>): Record<string, Record<string, T>> {
    return Object.fromEntries(
      [...stores.values()]
        .map((store) => [store.object.name, read(store)] as const)
        .filter(([, found]) => Object.keys(found).length > 0),
    );
  }

  return {
    find,
    list,
    chance: createRandom(world.seed, 'left-to-chance', 0),
    changes: () => collect((store) => store.changes()),
    deletedRows: () => collect((store) => store.deletedRows()),
    restore: (changes, deletedRows) => {
      const names = new Set([...Object.keys(changes), ...Object.keys(deletedRows)]);
      for (const name of names) find(name)?.restore(changes[name] ?? {}, deletedRows[name] ?? {});
    },
  };
}
