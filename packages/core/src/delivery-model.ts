/**
 * A model tenant and model installations for the property test of deliveries (decision 0010). Test-only: time,
 * faults and choices all follow from a seed, so that a failure replays.
 */
import { settleStep } from './delivery-outcome.ts';
import type { DeliveryOutcome, FoundActivity } from './delivery-outcome.ts';
import {
  afterRestore,
  beginStep,
  createDelivery,
  NEGATIVE_PROOF_MS,
  nextStep,
  rebind,
  reinstate,
  retract,
  revise,
} from './delivery.ts';
import type { Delivery, DeliveryStep } from './delivery.ts';
import { formatExternalId, meetingKey, parseExternalId, targetKey } from './external-id.ts';
import { createRandom } from './seeded-random.ts';
import type { Random } from './seeded-random.ts';

/** What the model tenant does where the documents leave it open, and which scheme is tried. */
export interface DeliveryModelOptions {
  /** How late reads may show a write; each write draws its own lag up to this. */
  readonly lagMs: number;
  /** What happens to an insert whose ExternalId stands already. */
  readonly duplicates: 'refused' | 'stored';
  /** Whether the ExternalId of a deleted activity stays taken (only where duplicates are refused). */
  readonly isDeletedIdBurnt: boolean;
  readonly installations: 1 | 2;
  readonly negativeProofMs: number;
  /** Whether what was delivered is looked up once more. */
  readonly confirms: boolean;
}

/** What one interleaving came to. */
export interface InterleavingResult {
  readonly options: DeliveryModelOptions;
  /** Meetings with more than one visible activity, none, one at the wrong company, or old content. */
  readonly doubled: number;
  readonly missing: number;
  readonly misplaced: number;
  readonly outdated: number;
  readonly unsettled: number;
  readonly meetings: number;
  readonly calls: Readonly<Record<'look-up' | 'insert' | 'update' | 'withdraw', number>>;
  /** Lost replies, restores, moves, merges that happened. */
  readonly faults: number;
}

interface Activity {
  readonly remoteId: string;
  readonly externalId: string;
  targetGsid: string;
  content: string;
  readonly createdAt: number;
  readonly visibleAt: number;
  deletedAt: number | null;
  goneAt: number;
}

interface Installation {
  deliveries: Map<string, Delivery[]>;
  attribution: Map<string, string>;
  versions: Map<string, number>;
  merges: Map<string, string>;
  epochAt: number;
  forgotten: { readonly from: Date; readonly to: Date } | null;
  snapshot: Snapshot | null;
}

type Snapshot = Pick<Installation, 'deliveries' | 'attribution' | 'versions' | 'merges'> & {
  readonly at: number;
};

const SECOND = 1000;
const COMPANIES = ['1P02-A', '1P02-B', '1P02-C'] as const;

/** Runs one interleaving of random events, then a quiet period without faults, and counts what stands. */
export function runInterleaving(
  seed: number,
  fixed: Partial<DeliveryModelOptions> = {},
  trace: (line: string) => void = () => undefined,
): InterleavingResult {
  const random = createRandom(seed);
  const options: DeliveryModelOptions = {
    lagMs: random.pick([0, 30 * SECOND, 600 * SECOND]),
    duplicates: random.pick(['refused', 'stored']),
    isDeletedIdBurnt: random.chance(0.5),
    installations: random.chance(0.3) ? 2 : 1,
    negativeProofMs: NEGATIVE_PROOF_MS,
    confirms: true,
    ...fixed,
  };
  const world = new World(options, random, trace);
  const events = random.between(8, 40);
  for (let index = 0; index < events; index += 1) world.event();
  world.quiet();
  return world.result();
}

class World {
  readonly #options: DeliveryModelOptions;
  readonly #random: Random;
  readonly #trace: (line: string) => void;
  readonly #activities: Activity[] = [];
  readonly #merged = new Map<string, string>();
  readonly #truth = new Map<string, { target: string; version: number }>();
  readonly #installations: Installation[] = [];
  readonly #calls = { 'look-up': 0, insert: 0, update: 0, withdraw: 0 };
  #now = Date.UTC(2026, 10, 24);
  #isFaulty = true;
  #faults = 0;
  #unsettled = 0;

  constructor(options: DeliveryModelOptions, random: Random, trace: (line: string) => void) {
    this.#options = options;
    this.#trace = trace;
    this.#random = random;
    const count = random.between(1, 2);
    for (let index = 0; index < count; index += 1) {
      const meeting = meetingKey({
        gainsightHost: 'acme.example',
        system: 'gong',
        meetingId: `call-${index}`,
      });
      this.#truth.set(meeting, { target: random.pick(COMPANIES), version: 1 });
    }
    this.#install();
  }

  /** One thing happens: mostly a step of a delivery or some time, sometimes trouble. */
  event(): void {
    const random = this.#random;
    const at = random.below(100);
    const installation = random.pick(this.#installations);
    if (at < 50) this.#act(installation);
    else if (at < 68) this.#now += random.pick([1, 5, 30, 61, 300, 700, 1000]) * SECOND;
    else if (at < 78) this.#learn(installation);
    else if (at < 86) this.#move();
    else if (at < 89) this.#merge();
    else if (at < 92) this.#reword();
    else if (at < 95) installation.snapshot = this.#copy(installation);
    else if (at < 98) this.#restore(installation);
    else if (this.#installations.length < this.#options.installations) this.#install();
  }

  /** Faults end, everyone learns the truth, and every delivery runs until nothing is left to do. */
  quiet(): void {
    this.#isFaulty = false;
    for (let round = 0; round < 60; round += 1) {
      for (const installation of this.#installations) {
        this.#learn(installation);
        for (const meeting of this.#truth.keys()) this.#actUntilWaiting(installation, meeting);
      }
      if (this.#isSettled()) return;
      this.#now += 300 * SECOND;
    }
    this.#unsettled = 1;
  }

  result(): InterleavingResult {
    let [doubled, missing, misplaced, outdated] = [0, 0, 0, 0];
    for (const [meeting, { target, version }] of this.#truth) {
      const standing = this.#activities.filter(
        (activity) =>
          activity.deletedAt === null && parseExternalId(activity.externalId)?.meeting === meeting,
      );
      const here = standing.filter((activity) => activity.targetGsid === target);
      if (standing.length > 1) doubled += 1;
      if (here.length === 0) missing += 1;
      if (standing.length > here.length) misplaced += 1;
      if (here.some((activity) => activity.content !== contentOf(version))) outdated += 1;
    }
    return {
      options: this.#options,
      doubled,
      missing,
      misplaced,
      outdated,
      unsettled: this.#unsettled,
      meetings: this.#truth.size,
      calls: this.#calls,
      faults: this.#faults,
    };
  }

  #install(): void {
    const installation: Installation = {
      deliveries: new Map(),
      attribution: new Map(),
      versions: new Map(),
      merges: new Map(),
      epochAt: this.#now,
      forgotten: null,
      snapshot: null,
    };
    this.#installations.push(installation);
    this.#learn(installation);
  }

  #copy(installation: Installation): Snapshot {
    return {
      deliveries: new Map([...installation.deliveries].map(([meeting, list]) => [meeting, [...list]])),
      attribution: new Map(installation.attribution),
      versions: new Map(installation.versions),
      merges: new Map(installation.merges),
      at: this.#now,
    };
  }

  #restore(installation: Installation): void {
    const { snapshot } = installation;
    if (snapshot === null) return;
    this.#faults += 1;
    const restoredAt = new Date(this.#now);
    const from = Math.min(snapshot.at, installation.forgotten?.from.getTime() ?? snapshot.at);
    installation.deliveries = new Map(
      [...snapshot.deliveries].map(([meeting, list]) => [
        meeting,
        list.map((one) => afterRestore(one, restoredAt)),
      ]),
    );
    installation.attribution = new Map(snapshot.attribution);
    installation.versions = new Map(snapshot.versions);
    installation.merges = new Map(snapshot.merges);
    installation.epochAt = this.#now;
    installation.forgotten = { from: new Date(from), to: restoredAt };
    this.#tell(`restored to ${snapshot.at}`);
  }

  #move(): void {
    this.#faults += 1;
    const [, truth] = this.#random.pick([...this.#truth]);
    truth.target = this.#random.pick(COMPANIES.filter((company) => !this.#merged.has(company)));
    this.#tell(`moved to ${truth.target}`);
  }

  #reword(): void {
    const [, truth] = this.#random.pick([...this.#truth]);
    truth.version += 1;
  }

  /** The tenant merges one company into another: activities follow, the old id is gone. */
  #merge(): void {
    const standing = COMPANIES.filter((company) => !this.#merged.has(company));
    if (standing.length < 2) return;
    this.#faults += 1;
    const from = this.#random.pick(standing);
    const into = this.#random.pick(standing.filter((company) => company !== from));
    this.#merged.set(from, into);
    this.#tell(`merged ${from} into ${into}`);
    for (const activity of this.#activities) if (activity.targetGsid === from) activity.targetGsid = into;
    for (const truth of this.#truth.values()) if (truth.target === from) truth.target = into;
  }

  /** An installation hears of merges, attributions and summary versions as they are now. */
  #learn(installation: Installation): void {
    for (const [from, into] of this.#merged) {
      if (installation.merges.has(from)) continue;
      installation.merges.set(from, into);
      for (const [meeting, list] of installation.deliveries) {
        const bound = list.map((one) =>
          one.targetGsid === from ? wake(rebind(one, into, new Date(this.#now))) : one,
        );
        installation.deliveries.set(meeting, bound);
      }
      for (const [meeting, target] of installation.attribution) {
        if (target === from) installation.attribution.set(meeting, into);
      }
    }
    for (const [meeting, { target, version }] of this.#truth) {
      if (installation.attribution.get(meeting) !== target) {
        installation.attribution.set(meeting, target);
        this.#redirect(installation, meeting, target, version);
      }
      if (installation.versions.get(meeting) !== version) {
        installation.versions.set(meeting, version);
        const list = installation.deliveries.get(meeting) ?? [];
        installation.deliveries.set(
          meeting,
          list.map((one) => (one.isWanted ? revise(one, contentOf(version)) : one)),
        );
      }
    }
  }

  /** What signals do when a meeting's attribution changes: take back what stands elsewhere, want it here. */
  #redirect(installation: Installation, meeting: string, target: string, version: number): void {
    const now = new Date(this.#now);
    const list = (installation.deliveries.get(meeting) ?? []).map((one) =>
      one.isWanted && one.targetGsid !== target ? retract(one, 'moved') : one,
    );
    const open = list.findIndex((one) => one.targetGsid === target && one.state !== 'withdrawn');
    const kept = list[open];
    if (kept !== undefined) {
      list[open] = kept.isWanted ? kept : reinstate(kept, contentOf(version), now);
    } else {
      const line = targetKey(target);
      const former = list.map((one) => parseExternalId(one.externalId)).filter((id) => id?.target === line);
      const generation = Math.max(-1, ...former.map((id) => id?.generation ?? 0)) + 1;
      const epochAt = new Date(installation.epochAt);
      const externalId = formatExternalId({ meeting, target: line, generation });
      const retired = list.flatMap((one) => one.retired);
      list.push(
        createDelivery({
          meeting,
          targetGsid: target,
          externalId,
          wantedHash: contentOf(version),
          epochAt,
          notBefore: now,
          retired,
        }),
      );
    }
    installation.deliveries.set(meeting, list);
  }

  #act(installation: Installation): void {
    const [meeting, list] = this.#random.pick([...installation.deliveries]);
    this.#step(installation, meeting, this.#random.below(list.length));
  }

  #actUntilWaiting(installation: Installation, meeting: string): void {
    const count = installation.deliveries.get(meeting)?.length ?? 0;
    for (let index = 0; index < count; index += 1) {
      for (let steps = 0; steps < 12 && this.#step(installation, meeting, index); steps += 1)
        this.#now += SECOND;
    }
  }

  /** One claimed step of one delivery: saved as begun, sent, settled; a crash leaves it as begun. */
  #step(installation: Installation, meeting: string, index: number): boolean {
    const list = installation.deliveries.get(meeting) ?? [];
    const before = list[index];
    if (before === undefined) return false;
    const now = new Date(this.#now);
    const step = nextStep(before, now, this.#options.negativeProofMs);
    if (step.kind === 'wait') return false;
    const begun = beginStep(before, step, now);
    list[index] = begun;
    if (step.kind === 'done') return false;
    this.#tell(
      `${this.#installations.indexOf(installation)}/${index} ${JSON.stringify(step)} wanted ${before.isWanted}`,
    );
    const isCrash = this.#isFaulty && this.#random.chance(0.06);
    if (isCrash && this.#random.chance(0.5)) return true;
    const outcome = this.#send(begun, step);
    if (isCrash) return true;
    const { forgotten } = installation;
    const siblings = list.filter((_, at) => at !== index);
    const settled = settleStep(before, step, begun, outcome, new Date(this.#now), {
      forgotten,
      siblings,
      negativeProofMs: this.#options.negativeProofMs,
    });
    list[index] = this.#options.confirms ? settled : { ...settled, isConfirmed: true };
    this.#tell(`  settled ${JSON.stringify(list[index])}`);
    return true;
  }

  #tell(line: string): void {
    this.#trace(`${this.#now} ${line}`);
  }

  /** The tenant's answer, with the faults of the way there and back. */
  #send(delivery: Delivery, step: DeliveryStep): DeliveryOutcome {
    const random = this.#random;
    const fault = this.#isFaulty && step.kind !== 'look-up' ? random.below(100) : 100;
    if (step.kind !== 'wait' && step.kind !== 'done') this.#calls[step.kind] += 1;
    if (fault < 4) return { kind: 'not-sent', retryAt: new Date(this.#now + random.between(1, 90) * SECOND) };
    if (fault < 10) return this.#lost();
    // a request may be carried out well after we gave up waiting for its answer
    const delayMs = fault < 16 ? random.between(0, 60) * SECOND : 0;
    const outcome = this.#serve(delivery, step, delayMs);
    return fault < 22 ? this.#lost() : outcome;
  }

  #lost(): DeliveryOutcome {
    this.#faults += 1;
    return { kind: 'lost' };
  }

  #serve(delivery: Delivery, step: DeliveryStep, delayMs: number): DeliveryOutcome {
    switch (step.kind) {
      case 'look-up':
        return { kind: 'looked-up', found: this.#find(step.prefix) };
      case 'insert':
        return this.#insert(delivery, delayMs);
      case 'update': {
        const activity = this.#standing(step.remoteId);
        if (activity === undefined) return { kind: 'removed' };
        activity.content = delivery.wantedHash;
        return { kind: 'accepted', remoteId: step.remoteId };
      }
      case 'withdraw': {
        const activity = this.#standing(step.remoteId);
        if (activity !== undefined) {
          activity.deletedAt = this.#now;
          activity.goneAt = this.#now + this.#lag();
        }
        return { kind: 'removed' };
      }
      case 'wait':
      case 'done':
        return { kind: 'lost' };
    }
  }

  #insert(delivery: Delivery, delayMs: number): DeliveryOutcome {
    if (this.#merged.has(delivery.targetGsid)) return { kind: 'refused', code: 'GS_TL_10_0213' };
    const taken = this.#activities.some(
      (activity) =>
        activity.externalId === delivery.externalId &&
        (activity.deletedAt === null || this.#options.isDeletedIdBurnt),
    );
    if (taken && this.#options.duplicates === 'refused') return { kind: 'duplicate' };
    const createdAt = this.#now + delayMs;
    const remoteId = `a${this.#activities.length}`;
    this.#activities.push({
      remoteId,
      externalId: delivery.externalId,
      targetGsid: delivery.targetGsid,
      content: delivery.wantedHash,
      createdAt,
      visibleAt: createdAt + this.#lag(),
      deletedAt: null,
      goneAt: Number.POSITIVE_INFINITY,
    });
    return { kind: 'accepted', remoteId };
  }

  #find(prefix: string): readonly FoundActivity[] {
    return this.#activities
      .filter(
        (one) => one.externalId.startsWith(prefix) && one.visibleAt <= this.#now && this.#now < one.goneAt,
      )
      .map((one) => ({
        remoteId: one.remoteId,
        externalId: one.externalId,
        targetGsid: one.targetGsid,
        createdAt: new Date(one.createdAt),
        contentHash: one.content,
      }));
  }

  #standing(remoteId: string): Activity | undefined {
    return this.#activities.find((activity) => activity.remoteId === remoteId && activity.deletedAt === null);
  }

  #lag(): number {
    return this.#options.lagMs === 0 ? 0 : this.#random.between(0, this.#options.lagMs);
  }

  #isSettled(): boolean {
    const now = new Date(this.#now);
    return this.#installations.every((installation) =>
      [...installation.deliveries.values()].every((list) =>
        list.every((one) => nextStep(one, now, this.#options.negativeProofMs).kind === 'done'),
      ),
    );
  }
}

function contentOf(version: number): string {
  return `v${version}`;
}

/** A refusal for the old company falls away with it. */
function wake(delivery: Delivery): Delivery {
  return delivery.state === 'refused' ? revise(delivery, delivery.wantedHash) : delivery;
}

/** What many interleavings came to. */
export interface InterleavingTally {
  readonly interleavings: number;
  readonly meetings: number;
  readonly faults: number;
  readonly doubled: number;
  readonly missing: number;
  readonly misplaced: number;
  readonly outdated: number;
  readonly unsettled: number;
  readonly lookUpsPerInsert: number;
  /** Seeds of interleavings in which anything was wrong. */
  readonly failedSeeds: readonly number[];
}

/** Runs `count` interleavings with the seeds from `firstSeed` on; 100,000 take about ten seconds. */
export function runInterleavings(wanted: {
  readonly firstSeed: number;
  readonly count: number;
  readonly fixed?: Partial<DeliveryModelOptions>;
}): InterleavingTally {
  let [meetings, faults, lookUps, inserts] = [0, 0, 0, 0];
  let [doubled, missing, misplaced, outdated, unsettled] = [0, 0, 0, 0, 0];
  const failedSeeds: number[] = [];
  for (let seed = wanted.firstSeed; seed < wanted.firstSeed + wanted.count; seed += 1) {
    const one = runInterleaving(seed, wanted.fixed);
    meetings += one.meetings;
    faults += one.faults;
    doubled += one.doubled;
    missing += one.missing;
    misplaced += one.misplaced;
    outdated += one.outdated;
    unsettled += one.unsettled;
    lookUps += one.calls['look-up'];
    inserts += one.calls.insert;
    if (one.doubled + one.missing + one.misplaced + one.outdated + one.unsettled > 0) failedSeeds.push(seed);
  }
  return {
    interleavings: wanted.count,
    meetings,
    faults,
    doubled,
    missing,
    misplaced,
    outdated,
    unsettled,
    lookUpsPerInsert: lookUps / inserts,
    failedSeeds,
  };
}
