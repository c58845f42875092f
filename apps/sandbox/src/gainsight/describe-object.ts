import type { FieldDefinition } from '../world.ts';
import { lookupName } from './field-path.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';

/** The describe entry of an object (reference section 11.2). */
export function describeObject(from: ObjectStore, store: RecordStore): object {
  const { object } = from;
  return {
    objectName: object.name,
    label: object.label,
    objectType: object.objectType,
    labelPlural: object.label.endsWith('y') ? `${object.label.slice(0, -1)}ies` : `${object.label}s`,
    ...(object.keyPrefix === undefined ? {} : { keyPrefix: object.keyPrefix }),
    fields: object.fields.map((field) => describeField(field, object.name, store)),
  };
}

function describeField(field: FieldDefinition, objectName: string, store: RecordStore): object {
  const isChoice = field.type === 'PICKLIST' || field.type === 'MULTISELECTDROPDOWNLIST';
  return {
    fieldName: field.name,
    label: field.label,
    dataType: field.type,
    objectName,
    ...(isChoice ? { options: describeOptions(field) } : {}),
    meta: describeMeta(field, objectName, store),
  };
}

function describeOptions(field: FieldDefinition): object[] {
  return (field.items ?? []).map((item, at) => ({
    value: item.gsid,
    label: item.label,
    systemName: item.systemName,
    active: item.active,
    defaultValue: false,
    displayOrder: at + 1,
    group: null,
    groupId: field.categoryId ?? null,
    color: null,
    controllerValues: null,
    description: '',
    validFor: null,
  }));
}

function describeMeta(field: FieldDefinition, objectName: string, store: RecordStore): object {
  const isSystem = field.group === 'SYSTEM';
  const isMulti = field.type === 'MULTISELECTDROPDOWNLIST';
  const isRich = field.type === 'RICHTEXTAREA';
  return {
    properties: {
      sourceType: field.type === 'LOOKUP' ? 'GSID' : field.type,
      ...(field.categoryId === undefined
        ? {}
        : { PICKLIST_CATEGORY: field.label, PICKLIST_CATEGORY_ID: field.categoryId }),
      ...(field.lookupObject === undefined ? {} : { SEARCH_CONTROLLER: 'AUTO_SUGGEST' }),
    },
    filterable: true,
    sortable: !isMulti && !isRich,
    groupable: !isMulti && !isRich,
    createable: field.updateable,
    updateable: field.updateable,
    required: field.required ?? false,
    nillable: field.nillable ?? true,
    readOnly: !field.updateable,
    hidden: false,
    nameField: field.name === 'Name',
    formulaField: false,
    richText: isRich,
    dependentPicklist: false,
    hasLookup: field.type === 'LOOKUP',
    selfLookup: field.lookupObject === objectName,
    indexed: isSystem,
    aggregatable: true,
    fieldGroupType: field.group,
    decimalPlaces: field.type === 'CURRENCY' || field.type === 'PERCENTAGE' ? 2 : 0,
    ...(isSystem ? { description: field.label } : {}),
    ...(field.type === 'DATETIME' ? {} : { length: field.type === 'GSID' ? 220 : (field.length ?? 255) }),
    ...(field.lookupObject === undefined ? {} : describeLookup(field, field.lookupObject, store)),
  };
}

function describeLookup(field: FieldDefinition, lookupObject: string, store: RecordStore): object {
  const target = store.find(lookupObject)?.object;
  return {
    onDeleteOperation: 'SET_NULL',
    lookupDetail: {
      lookupName: lookupName(field),
      fieldName: 'Gsid',
      fieldDBName: 'gsid',
      fieldLabel: 'GSID',
      lookupId: `${field.name.toLowerCase()}-lookup`,
      lookupObjects: [
        {
          id: target?.keyPrefix ?? lookupObject,
          objectName: lookupObject,
          dbName: lookupObject,
          label: target?.label ?? lookupObject,
          namedFieldDetails: [],
        },
      ],
    },
  };
}
