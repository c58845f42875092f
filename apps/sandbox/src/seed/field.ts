import type { DataType, FieldDefinition } from '../world.ts';
import type { Picklist } from './picklists.ts';

type Extras = Partial<Omit<FieldDefinition, 'name' | 'label' | 'type' | 'group'>>;

/** A field that Gainsight brings, writable unless said otherwise. */
export function standard(name: string, label: string, type: DataType, extras: Extras = {}): FieldDefinition {
  return {
    name,
    label,
    type,
    group: 'STANDARD',
    updateable: true,
    nillable: true,
    ...lengthOf(type),
    ...extras,
  };
}

/** A field that only Gainsight fills. */
export function readOnly(name: string, label: string, type: DataType, extras: Extras = {}): FieldDefinition {
  return standard(name, label, type, { updateable: false, ...extras });
}

/** A field that the tenant's admin added; its name ends in `__gc`. */
export function custom(name: string, label: string, type: DataType, extras: Extras = {}): FieldDefinition {
  return { ...standard(`${name}__gc`, label, type, extras), group: 'CUSTOM' };
}

/** What a picklist or multi-select field needs: its items and their category. */
export function itemsOf(picklist: Picklist): Pick<FieldDefinition, 'items' | 'categoryId'> {
  return { items: picklist.items, categoryId: picklist.categoryId };
}

/** The five fields of the platform itself (reference section 11.2). */
export function systemFields(): FieldDefinition[] {
  const system = (name: string, label: string, type: DataType, extras: Extras = {}): FieldDefinition => ({
    name,
    label,
    type,
    group: 'SYSTEM',
    updateable: false,
    nillable: true,
    ...extras,
  });
  return [
    system('Gsid', 'GSID', 'GSID', { length: 220 }),
    system('CreatedDate', 'Created Date', 'DATETIME'),
    system('CreatedBy', 'Created By', 'LOOKUP', { lookupObject: 'gsuser', length: 220 }),
    system('ModifiedDate', 'Modified Date', 'DATETIME'),
    system('ModifiedBy', 'Modified By', 'LOOKUP', { lookupObject: 'gsuser', length: 220 }),
  ];
}

function lengthOf(type: DataType): Extras {
  switch (type) {
    case 'STRING':
    case 'EMAIL':
      return { length: 255 };
    case 'URL':
      return { length: 1300 };
    case 'RICHTEXTAREA':
      return { length: 32000 };
    case 'SFDCID':
      return { length: 18 };
    case 'JSON':
    case 'JSONSTRING':
      return { length: 32000 };
    case 'GSID':
    case 'LOOKUP':
      return { length: 220 };
    case 'NUMBER':
    case 'PERCENTAGE':
    case 'CURRENCY':
    case 'BOOLEAN':
    case 'DATE':
    case 'DATETIME':
    case 'PICKLIST':
    case 'MULTISELECTDROPDOWNLIST':
    case 'JSONNUMBER':
    case 'JSONBOOLEAN':
      return {};
  }
}
