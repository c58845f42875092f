/** How one target field is filled by looking a record up on write (reference 5.5 [D, G]). */
export interface Lookup {
  /** Input column of our record to the field of the other object it must equal; several are joined by AND. */
  readonly fields: Readonly<Record<string, string>>;
  /** The field copied, normally `Gsid`. */
  readonly lookupField: string;
  readonly objectName: string;
  readonly multiMatchOption: 'FIRSTMATCH' | 'MARKASERROR';
  readonly onNoMatch: 'ERROR' | 'NULLABLE' | 'DEFAULTVALUE';
  readonly defaultValue?: string;
}

/** Target field to its lookup. */
export type Lookups = Readonly<Record<string, Lookup>>;
