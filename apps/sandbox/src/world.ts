/**
 * One value of a record as the sandbox keeps it; dates are ISO strings, multi-selects arrays of item GSIDs, values of a
 * JSON field their text.
 */
export type Value = string | number | boolean | null | readonly string[];
/** One record, keyed by the field's API name. */
export type Row = Record<string, Value>;

/** The data types of the describe reply (reference section 3.4). */
export const dataTypes = [
  'STRING',
  'NUMBER',
  'PERCENTAGE',
  'CURRENCY',
  'BOOLEAN',
  'DATE',
  'DATETIME',
  'GSID',
  'LOOKUP',
  'PICKLIST',
  'MULTISELECTDROPDOWNLIST',
  'EMAIL',
  'URL',
  'RICHTEXTAREA',
  'SFDCID',
  'JSON',
  'JSONSTRING',
  'JSONNUMBER',
  'JSONBOOLEAN',
] as const;

/** One of them. */
export type DataType = (typeof dataTypes)[number];

/** An item of a picklist; inactive ones are listed but cannot be written. */
export interface PicklistItem {
  readonly gsid: string;
  readonly label: string;
  /** What the dropdown call names it, where that is not the label. */
  readonly name?: string;
  readonly systemName: string;
  readonly active: boolean;
}

/** A field of an object, enough to answer describe, to check writes and to resolve lookups. */
export interface FieldDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: DataType;
  readonly group: 'STANDARD' | 'CUSTOM' | 'SYSTEM';
  readonly updateable: boolean;
  readonly required?: boolean;
  readonly nillable?: boolean;
  readonly length?: number;
  /** Of a number, as described; what is stored is not rounded. */
  readonly decimalPlaces?: number;
  /** An admin's choice; a hidden field is described as such, and can be read all the same. */
  readonly hidden?: boolean;
  /** Another name that the vendor's samples have for it: taken as well, and not described. */
  readonly sampleName?: string;
  /** Object name that a LOOKUP points to. */
  readonly lookupObject?: string;
  /** Items of a PICKLIST or MULTISELECTDROPDOWNLIST, and the GSID of their category. */
  readonly items?: readonly PicklistItem[];
  readonly categoryId?: string;
}

/** An object of the tenant with its fields and all its records. */
export interface WorldObject {
  /** Lower-case API name, e.g. `company`, `gsuser`, `activity_timeline`. */
  readonly name: string;
  readonly label: string;
  readonly objectType: 'STANDARD' | 'CUSTOM' | 'SYSTEM';
  /** First 18 characters of every GSID of the object. */
  readonly keyPrefix: string;
  /** What metadata shows in its place; null: nothing. */
  readonly listedPrefix?: string | null;
  fields: FieldDefinition[];
  /** Every record, but for the untouched ones of `made`. */
  rows: Row[];
  /** Records that are made from their number when they are read, until a write turns one into a stored row. */
  readonly made?: MadeRows;
}

/** Records that take no memory: each is computed from its number. */
export interface MadeRows {
  /** Numbers of the first and the last, both included. */
  readonly first: number;
  readonly last: number;
  gsid(number: number): string;
  /** The record, each field made when it is read; it has no keys of its own. */
  row(number: number): Row;
  /** The record with all its values. */
  copy(number: number): Row;
}

/** How many records an object holds in a world that nobody has written to. */
export function countRows({ rows, made }: WorldObject): number {
  return rows.length + (made === undefined ? 0 : made.last - made.first + 1);
}

/** A participant of a call as Gong tells it. */
export interface CallParty {
  readonly id: string;
  readonly name: string | null;
  readonly emailAddress: string | null;
  readonly title: string | null;
  /** Gong user id of our own people. */
  readonly userId: string | null;
  /** Key into the transcript; null for those who did not speak. */
  readonly speakerId: string | null;
  readonly affiliation: 'Internal' | 'External' | 'Unknown';
  readonly phoneNumber?: string;
}

/** What a good summary of a call must not lose; `accept` lists spellings, one of which must appear. */
export interface MustKeepFact {
  readonly kind: 'amount' | 'date' | 'promise' | 'owner' | 'risk' | 'decision' | 'number';
  readonly accept: readonly string[];
}

/** A recorded call of the made-up world. */
export interface WorldCall {
  /** Decimal digits, up to 20. */
  readonly id: string;
  readonly title: string;
  /** ISO instants. */
  readonly scheduled: string;
  readonly started: string;
  readonly durationSeconds: number;
  /** ISO-639-2/B: `eng`, `ger`, `fre`, … */
  readonly language: string;
  readonly isPrivate: boolean;
  /** GSID of the company it is about; null when nobody knows. Never sent to a client. */
  readonly companyGsid: string | null;
  /** CRM account id (Company.SfdcAccountId) as linked at the recorder, if linked. */
  readonly crmAccountId: string | null;
  readonly primaryUserId: string | null;
  readonly parties: readonly CallParty[];
  readonly monologues: readonly {
    readonly speakerId: string;
    readonly topic: string | null;
    readonly sentences: readonly {
      readonly startMs: number;
      readonly endMs: number;
      readonly text: string;
    }[];
  }[];
  /** ISO instant before which lists do not show the call, and before which it has no transcript. */
  readonly listedAt: string;
  readonly transcribedAt: string;
  /** Facts that a summary must keep; only on the written business calls. */
  readonly mustKeep?: readonly MustKeepFact[];
  /** Words of each sentence in which somebody takes on something to be done. */
  readonly promises?: readonly string[];
  readonly decisions?: readonly string[];
  /** What the uploading system called it; carries the id of a meeting served from a transcript file. */
  readonly clientUniqueId?: string;
  /** How it was held; absent = a web conference, which periods find under its scheduled time. */
  readonly medium?: 'telephone';
  /** Gong workspace; absent = the first. */
  readonly workspaceId?: string;
  /** ISO instant from which the call is gone. */
  readonly deletedAt?: string;
}

/** A user of the recorder. */
export interface GongUser {
  readonly id: string;
  readonly emailAddress: string;
  readonly emailAliases: readonly string[];
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string | null;
  readonly active: boolean;
  readonly managerId: string | null;
  /** ISO instants; before the first nobody sees the user, from the second on it is inactive. */
  readonly createdAt: string;
  readonly leftAt?: string;
  /** Stands for the recorder's own staff. */
  readonly isAvatar?: boolean;
}

/** The made-up world behind both emulators. */
export interface World {
  readonly seed: number;
  /** The instant the world was made for (ISO); all its dates lie around it. */
  readonly madeAt: string;
  /** Object name in lower case → object. */
  readonly objects: Map<string, WorldObject>;
  calls: WorldCall[];
  readonly gongUsers: GongUser[];
  readonly gongWorkspaces: readonly { id: string; name: string; description: string }[];
}
