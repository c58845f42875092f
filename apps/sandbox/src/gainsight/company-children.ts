import type { SandboxContext } from '../context.ts';
import { deleteRecord } from './delete-log.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';

/** A field of a child that names its company. */
export interface CompanyLink {
  readonly object: ObjectStore;
  readonly field: string;
}

/** Every lookup to Company in the tenant, those of Company itself (the hierarchy) included. */
export function companyLinks(store: RecordStore): CompanyLink[] {
  return store
    .list()
    .flatMap((object) =>
      object.object.fields
        .filter(({ lookupObject }) => lookupObject === 'company')
        .map(({ name }) => ({ object, field: name })),
    );
}

/** Gsids of the records that a link binds to a company. */
export function linkedTo({ object, field }: CompanyLink, company: string): readonly string[] {
  const definition = object.field(field);
  return definition === undefined ? [] : [...object.matching(definition, company)];
}

/**
 * Deletes a record; of a company also its children where the switch says so, since no document tells. Subsidiaries
 * stay in either case. Returns false when there is no such record.
 */
export function deleteWithChildren(
  store: RecordStore,
  from: ObjectStore,
  gsid: string,
  context: SandboxContext,
): boolean {
  if (from.object.name === 'company' && context.switches.deletedCompanyChildren === 'deleted') {
    const children = companyLinks(store).filter(({ object }) => object !== from);
    for (const link of children) {
      for (const child of linkedTo(link, gsid)) deleteRecord(store, link.object, child, context);
    }
  }
  return deleteRecord(store, from, gsid, context);
}
