import { FIXED_COMPANIES, FIXED_COMPANY_COUNT } from './cast.ts';
import { AWKWARD_NAMES, COMPANY_FORMS, COMPANY_ROOTS, COMPANY_TRADES, FOREIGN_NAMES, slug } from './names.ts';
import { createRandom } from './random.ts';

/** Made-up companies come in blocks of ten, in which the place decides parent and shared domain. */
const BLOCK = 10;
/** The awkward names stand at these numbers and the ones after. */
const FIRST_AWKWARD = 61;

/**
 * Place of a made-up company in its block: the first is the parent of the fourth and that one of the eighth (so a
 * fifth of all companies has a parent, over three levels), and these three share a domain, as do the second and the
 * sixth, which have nothing else to do with each other (so two of seven domain groups are shared).
 */
function place(number: number): { first: number; at: number } {
  const at = (number - FIXED_COMPANY_COUNT - 1) % BLOCK;
  return { first: number - at, at };
}

/** Number of the parent company, always lower than the company's own; null for most. */
export function parentNumber(number: number): number | null {
  if (number <= FIXED_COMPANY_COUNT) return FIXED_COMPANIES[number - 1]?.parent ?? null;
  const { first, at } = place(number);
  if (at === 3) return first;
  if (at === 7) return first + 3;
  return null;
}

/** Number of the company whose domain this one uses; its own number when it has one to itself. */
export function domainLeader(number: number): number {
  if (number <= FIXED_COMPANY_COUNT) return number;
  const { first, at } = place(number);
  if (at === 3 || at === 7) return first;
  return at === 5 ? first + 1 : number;
}

/** E-mail domain of a company, under a top level that is reserved for examples. */
export function companyDomain(number: number): string {
  const fixed = FIXED_COMPANIES[number - 1];
  if (fixed !== undefined) return fixed.domain;
  const leader = domainLeader(number);
  const suffix = leader > COMPANY_ROOTS.length * 8 ? String(leader) : '';
  return `${slugOf(leader)}${suffix}.${leader % 4 === 0 ? 'test' : 'example'}`;
}

/** Name of a company. */
export function companyName(seed: number, number: number): string {
  const fixed = FIXED_COMPANIES[number - 1];
  if (fixed !== undefined) return fixed.name;
  const awkward = AWKWARD_NAMES[number - FIRST_AWKWARD];
  if (awkward !== undefined) return awkward;
  const round = Math.floor(number / (12 * FOREIGN_NAMES.length));
  if (number % 12 === 5) {
    const name = FOREIGN_NAMES[Math.floor(number / 12) % FOREIGN_NAMES.length] ?? '';
    return round === 0 ? name : `${name} ${round + 1}`;
  }
  const form = createRandom(seed, 'company-form', number).pick(COMPANY_FORMS);
  return `${rootOf(number)} ${tradeOf(number)}${form}`;
}

/** True when nothing about the company's name is meant to make trouble. */
export function isPlainlyNamed(number: number): boolean {
  return number <= FIXED_COMPANY_COUNT || AWKWARD_NAMES[number - FIRST_AWKWARD] === undefined;
}

/** Domain names met so far, by root and trade: a million companies share some thousand of them. */
const slugs: string[] = [];

function slugOf(number: number): string {
  const at = rootAt(number) * COMPANY_TRADES.length + tradeAt(number);
  return (slugs[at] ??= slug(`${rootOf(number)} ${tradeOf(number)}`));
}

function rootOf(number: number): string {
  return COMPANY_ROOTS[rootAt(number)] ?? COMPANY_ROOTS[0];
}

function tradeOf(number: number): string {
  return COMPANY_TRADES[tradeAt(number)] ?? COMPANY_TRADES[0];
}

function rootAt(number: number): number {
  return (number * 37) % COMPANY_ROOTS.length;
}

function tradeAt(number: number): number {
  const round = Math.floor(number / COMPANY_ROOTS.length);
  return (number * 11 + round * 5) % COMPANY_TRADES.length;
}
