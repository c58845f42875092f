import { SandboxError } from '../../errors.ts';
import type { DataType, FieldDefinition, PicklistItem } from '../../world.ts';
import type { ObjectStore } from '../object-store.ts';
import type { RecordStore } from '../record-store.ts';
import { applyFieldAct, type FieldAct } from './field-act.ts';

/** What an admin may say of a field. */
export interface FieldWish {
  readonly name?: string | undefined;
  readonly label?: string | undefined;
  readonly type?: DataType | undefined;
  readonly hidden?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly updateable?: boolean | undefined;
  readonly length?: number | undefined;
  readonly lookupObject?: string | undefined;
  /** Labels of the items of a picklist or multi-select. */
  readonly items?: readonly string[] | undefined;
}

/**
 * What an admin does to fields and picklists, kept as a list of acts for the state file. Every method throws
 * `sandbox_bad_option` for what a tenant would refuse.
 */
export interface FieldLedger {
  readonly acts: readonly FieldAct[];
  add(object: string, wish: FieldWish): FieldDefinition;
  change(object: string, name: string, wish: FieldWish): FieldDefinition;
  remove(object: string, name: string): void;
  addItem(object: string, name: string, label: string): PicklistItem;
  /** Renames, deactivates or activates an item, named by label or GSID, in every field of its category. */
  changeItem(object: string, name: string, item: string, wish: ItemWish): PicklistItem;
}

/** What an admin may say of a picklist's item. */
export interface ItemWish {
  readonly label?: string | undefined;
  readonly active?: boolean | undefined;
}

/** Makes the ledger and carries out the kept acts of an earlier run. */
export function createFieldLedger(store: RecordStore, kept: readonly FieldAct[]): FieldLedger {
  const acts: FieldAct[] = [];

  function apply(act: FieldAct): void {
    acts.push(act);
    applyFieldAct(store, act);
  }

  function getObject(name: string): ObjectStore {
    const found = store.find(name);
    if (found === undefined) throw refused(`No object ${name}`);
    return found;
  }

  function getField(object: ObjectStore, name: string): FieldDefinition {
    const found = object.field(name);
    if (found === undefined) throw refused(`${object.object.name} has no field ${name}`);
    return found;
  }

  function set(
    object: ObjectStore,
    previous: FieldDefinition | null,
    field: FieldDefinition,
  ): FieldDefinition {
    const named = object.field(field.name);
    if (named !== undefined && named !== previous)
      throw refused(`${object.object.name} has a field ${field.name} already`);
    apply({
      kind: 'set',
      object: object.object.name,
      previousName: previous?.name ?? null,
      field,
    });
    return getField(object, field.name);
  }

  function makeItem(label: string, category: string): PicklistItem {
    const systemName = label.replaceAll(/[^A-Za-z0-9]+/g, '_');
    const row = store.find('da_picklist')?.insert({
      Name: label,
      SystemName: systemName,
      Category: category,
      Active: true,
    });
    return { gsid: String(row?.['Gsid'] ?? label), label, systemName, active: true };
  }

  /** Writes the items of a category to every field that shows it: several objects may share one. */
  function setItems(changed: FieldDefinition, items: readonly PicklistItem[]): void {
    for (const object of store.list()) {
      for (const field of object.object.fields)
        if (field.categoryId === changed.categoryId) set(object, field, { ...field, items });
    }
  }

  kept.forEach(apply);
  return {
    acts,
    add: (objectName, wish) => {
      const object = getObject(objectName);
      const { name = '', type = 'STRING', label = name } = wish;
      if (!/^[A-Za-z][A-Za-z0-9_]*__(gc|c)$/.test(name))
        throw refused(`A custom field's name ends in __gc, not ${name}`);
      const choices = choicesOf(wish, label, makeItem);
      return set(object, null, {
        name,
        label,
        type,
        group: 'CUSTOM',
        updateable: true,
        nillable: true,
        ...given(wish),
        ...choices,
      });
    },
    change: (objectName, name, wish) => {
      const object = getObject(objectName);
      const before = getField(object, name);
      const reshapes = wish.name !== undefined || wish.type !== undefined;
      if (before.group === 'SYSTEM' || (reshapes && before.group !== 'CUSTOM'))
        throw refused(`${before.name} belongs to the product; an admin can only relabel, hide or require it`);
      const { items: _items, categoryId: _category, ...plain } = before;
      const keeps = wish.type === undefined || wish.type === before.type;
      return set(object, before, {
        ...(keeps ? before : plain),
        ...given(wish),
        ...choicesOf(wish, wish.label ?? before.label, makeItem),
      });
    },
    remove: (objectName, name) => {
      const object = getObject(objectName);
      const field = getField(object, name);
      if (field.group !== 'CUSTOM') throw refused(`${field.name} belongs to the product; hide it instead`);
      apply({ kind: 'remove', object: object.object.name, name: field.name });
    },
    addItem: (objectName, name, label) => {
      const field = getField(getObject(objectName), name);
      if (field.items === undefined) throw refused(`${field.name} is no picklist`);
      if (field.items.some((one) => one.label === label))
        throw refused(`${field.name} has an item ${label} already`);
      const item = makeItem(label, field.label);
      setItems(field, [...field.items, item]);
      return item;
    },
    changeItem: (objectName, name, wanted, wish) => {
      const field = getField(getObject(objectName), name);
      const item = field.items?.find(({ gsid, label }) => gsid === wanted || label === wanted);
      if (item === undefined) throw refused(`${field.name} has no item ${wanted}`);
      const changed = { ...item, label: wish.label ?? item.label, active: wish.active ?? item.active };
      store.find('da_picklist')?.update(item.gsid, { Name: changed.label, Active: changed.active });
      setItems(
        field,
        (field.items ?? []).map((one) => (one === item ? changed : one)),
      );
      return changed;
    },
  };
}

/** The parts of a wish that a definition takes as they are. */
function given({ items: _items, ...wish }: FieldWish): Partial<FieldDefinition> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

function choicesOf(
  { items }: FieldWish,
  label: string,
  makeItem: (label: string, category: string) => PicklistItem,
): Partial<FieldDefinition> {
  if (items === undefined) return {};
  const made = items.map((one) => makeItem(one, label));
  const category = makeItem(`${label} category`, label);
  return { items: made, categoryId: category.gsid };
}

function refused(message: string): SandboxError {
  return new SandboxError('sandbox_bad_option', message);
}
