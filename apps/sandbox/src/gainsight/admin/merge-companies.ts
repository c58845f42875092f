import type { SandboxContext } from '../../context.ts';
import { SandboxError } from '../../errors.ts';
import type { Row } from '../../world.ts';
import { type CompanyLink, companyLinks, linkedTo } from '../company-children.ts';
import { deleteRecord } from '../delete-log.ts';
import type { ObjectStore } from '../object-store.ts';
import type { RecordStore } from '../record-store.ts';

/** What a merge did: how many records of each object it bound to the master. */
export interface MergeOutcome {
  readonly master: string;
  readonly loser: string;
  readonly rebound: Readonly<Record<string, number>>;
}

/**
 * Merges two companies as an admin does: all that belongs to the loser is bound to the master, people who are at both
 * keep one link, the master keeps its CRM id (or takes the loser's when it has none), and the loser is gone. Whether the
 * delete log tells of it is a switch, since no document says. Throws `sandbox_bad_option`.
 */
export function mergeCompanies(
  store: RecordStore,
  context: SandboxContext,
  { master, loser }: { readonly master: string; readonly loser: string },
): MergeOutcome {
  const companies = store.find('company');
  const [kept, gone] = [companies?.find(master), companies?.find(loser)];
  if (companies === undefined || kept === undefined || gone === undefined || master === loser)
    throw new SandboxError(
      'sandbox_bad_option',
      'A merge takes the Gsids of two companies, master and loser',
    );
  settleMaster(companies, kept, gone);
  joinPeople(store, { master, loser });
  const rebound: Record<string, number> = {};
  for (const link of companyLinks(store)) {
    for (const gsid of linkedTo(link, loser)) {
      rebind(link, gsid, { master, loser });
      rebound[link.object.object.name] = (rebound[link.object.object.name] ?? 0) + 1;
    }
  }
  if (context.switches.mergedInDeleteLog === 'listed') deleteRecord(store, companies, loser, context);
  else companies.delete(loser);
  return { master, loser, rebound };
}

/** The master inherits what it lacks, and is nobody's own parent. */
function settleMaster(companies: ObjectStore, kept: Row, gone: Row): void {
  const parent = kept['ParentCompany'] === gone['Gsid'] ? gone['ParentCompany'] : kept['ParentCompany'];
  companies.update(String(kept['Gsid']), {
    ParentCompany: parent === kept['Gsid'] ? null : (parent ?? null),
    SfdcAccountId: kept['SfdcAccountId'] ?? gone['SfdcAccountId'] ?? null,
  });
}

function rebind(
  { object, field }: CompanyLink,
  gsid: string,
  { master, loser }: { readonly master: string; readonly loser: string },
): void {
  const isContext = object.find(gsid)?.['ContextId'] === loser;
  // The loser's own link to a parent goes with it; a child that is the master was settled before.
  if (gsid === loser || gsid === master) return;
  object.update(gsid, { [field]: master, ...(isContext ? { ContextId: master } : {}) });
}

/** A person linked to both companies keeps the master's link; what hangs on the other moves to it. */
function joinPeople(
  store: RecordStore,
  { master, loser }: { readonly master: string; readonly loser: string },
): void {
  const ties = store.find('company_person');
  const company = ties?.field('Company_ID');
  if (ties === undefined || company === undefined) return;
  const keptOf = new Map(
    ties.matching(company, master).map((gsid) => [ties.find(gsid)?.['Person_ID'], gsid]),
  );
  for (const gsid of ties.matching(company, loser)) {
    const kept = keptOf.get(ties.find(gsid)?.['Person_ID']);
    if (kept === undefined) continue;
    moveLinks(store, gsid, kept);
    ties.delete(gsid);
  }
}

function moveLinks(store: RecordStore, from: string, to: string): void {
  for (const object of store.list()) {
    for (const field of object.object.fields.filter(
      ({ lookupObject }) => lookupObject === 'company_person',
    )) {
      for (const gsid of object.matching(field, from)) object.update(gsid, { [field.name]: to });
    }
  }
}
