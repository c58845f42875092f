import type { Switches } from '../switches.ts';
import type { FieldDefinition, WorldObject } from '../world.ts';
import { lookupName } from './field-path.ts';
import { isSortable } from './sortable.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';

interface DescribeOptions {
  readonly multiSelectOptions: Switches['multiSelectOptions'];
  /** Leaves out the fields that an admin hid. Default: they are described as hidden. */
  readonly removesHidden?: boolean;
}

/** The describe entry of an object (reference section 11.2). */
export function describeObject(from: ObjectStore, store: RecordStore, options: DescribeOptions): object {
  const { object } = from;
  return {
    objectName: object.name,
    label: object.label,
    objectType: object.objectType,
    labelPlural: object.label.endsWith('y') ? `${object.label.slice(0, -1)}ies` : `${object.label}s`,
    ...shownPrefix(object),
    fields: object.fields
      .filter(({ hidden }) => hidden !== true || options.removesHidden !== true)
      .map((field) => describeField(field, object.name, store, options)),
  };
}

/**
 * The key prefix as metadata tells it: the documented list has one of 19 characters, one of three, and leaves it out on
 * a standard and on a system object, though their records have full Gsids (reference section 3.1).
 */
export function shownPrefix({ keyPrefix, listedPrefix = keyPrefix }: WorldObject): { keyPrefix?: string } {
  return listedPrefix === undefined || listedPrefix === null ? {} : { keyPrefix: listedPrefix };
}

function describeField(
  field: FieldDefinition,
  objectName: string,
  store: RecordStore,
  { multiSelectOptions }: DescribeOptions,
): object {
  const isEmptied = field.type === 'MULTISELECTDROPDOWNLIST' && multiSelectOptions === 'empty';
  const isChoice = field.type === 'PICKLIST' || field.type === 'MULTISELECTDROPDOWNLIST';
  return {
    fieldName: field.name,
    label: field.label,
    dataType: field.type,
    objectName,
    ...(isChoice ? { options: isEmptied ? [] : describeOptions(field) } : {}),
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
  return {
    properties: {
      sourceType: field.type === 'LOOKUP' ? 'GSID' : field.type,
      ...(field.categoryId === undefined
        ? {}
        : { PICKLIST_CATEGORY: field.label, PICKLIST_CATEGORY_ID: field.categoryId }),
      ...(field.lookupObject === undefined ? {} : autoSuggest(field.lookupObject)),
      ...(field.group === 'CUSTOM' && field.type === 'STRING'
        ? { inlineEditable: field.updateable, massEditable: field.updateable }
        : {}),
    },
    filterable: true,
    sortable: isSortable(field),
    groupable: isSortable(field),
    createable: field.updateable,
    updateable: field.updateable,
    required: field.required ?? false,
    nillable: field.nillable ?? true,
    readOnly: !field.updateable,
    hidden: field.hidden ?? false,
    nameField: field.name === 'Name',
    formulaField: false,
    richText: field.type === 'RICHTEXTAREA',
    dependentPicklist: false,
    hasLookup: field.type === 'LOOKUP',
    selfLookup: field.lookupObject === objectName,
    indexed: isSystem,
    aggregatable: true,
    fieldGroupType: field.group,
    decimalPlaces: field.decimalPlaces ?? (field.type === 'CURRENCY' || field.type === 'PERCENTAGE' ? 2 : 0),
    ...(isSystem ? { description: field.label } : {}),
    ...(field.type === 'DATETIME' ? {} : { length: field.type === 'GSID' ? 220 : (field.length ?? 255) }),
    ...(field.lookupObject === undefined ? {} : describeLookup(field, field.lookupObject, store)),
  };
}

/** How a lookup is searched in the product's own screens. */
function autoSuggest(object: string): object {
  const searchOn = object === 'gsuser' || object === 'person' ? ['Name', 'Email'] : ['Name'];
  return {
    SEARCH_CONTROLLER: 'AUTO_SUGGEST',
    autoSuggestDetails: { object, searchOn, columnsToList: ['Gsid', ...searchOn] },
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
