import type { Scene } from '../seed/scene.ts';
import type { World, WorldObject } from '../world.ts';

/** A company as it was made, as far as its growth depends on it. */
export interface SeededCompany {
  readonly number: number;
  readonly gsid: string;
  /** Label. */
  readonly status: string;
  readonly csm: string | null;
  readonly name: string;
  readonly arr: number;
}

/** The tenant as it was made: growth depends on this, on the day and on nothing that was written since. */
export interface SeededTenant {
  readonly scene: Scene;
  /** How many companies it was made with. */
  readonly companyCount: number;
  /** The first companies; in a big world the others stay as they are. */
  readonly companies: readonly SeededCompany[];
  /** Gsids of people's active primary ties to companies. */
  readonly ties: readonly { readonly gsid: string; readonly person: string }[];
  readonly relationships: readonly string[];
  readonly teamMembers: readonly string[];
}

const MOST_COMPANIES = 2_000;

/** Notes what growth needs of a world; to be called before anything is written to it. */
export function noteSeeded(scene: Scene, world: World, companyCount: number): SeededTenant {
  const rowsOf = (name: string): WorldObject['rows'] => world.objects.get(name)?.rows ?? [];
  const statusOf = new Map(scene.picklists.Status.items.map(({ gsid, label }) => [gsid, label]));
  const gsids = (name: string): string[] => rowsOf(name).map((row) => String(row['Gsid']));
  return {
    scene,
    companyCount,
    companies: rowsOf('company')
      .slice(0, MOST_COMPANIES)
      .map((row, at) => ({
        number: at + 1,
        gsid: String(row['Gsid']),
        status: statusOf.get(String(row['Status'])) ?? '',
        csm: row['Csm'] === null ? null : String(row['Csm']),
        name: String(row['Name']),
        arr: Number(row['Arr'] ?? 0),
      })),
    ties: rowsOf('company_person')
      .filter((row) => row['Active'] === true && row['IsPrimaryCompany'] === true)
      .map((row) => ({ gsid: String(row['Gsid']), person: String(row['Person_ID']) })),
    relationships: gsids('relationship'),
    teamMembers: gsids('company_team'),
  };
}
