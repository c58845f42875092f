import type { MadeRows, Row, Value } from '../world.ts';

/** How the rows of a big object come to be. */
export interface MadeRowsPlan<Draft> {
  readonly first: number;
  readonly last: number;
  gsid(number: number): string;
  draw(number: number): Draft;
  /** Field name → its value from the draft. */
  readonly makers: readonly (readonly [string, (draft: Draft) => Value])[];
}

/** Makes rows whose fields are computed when they are read: a million of them take no memory. */
export function defineMadeRows<Draft>({ makers, ...plan }: MadeRowsPlan<Draft>): MadeRows {
  class MadeRow {
    [field: string]: Value;
    readonly #number: number;
    #draft: Draft | undefined;

    constructor(number: number) {
      this.#number = number;
    }

    static draftOf(row: MadeRow): Draft {
      return (row.#draft ??= plan.draw(row.#number));
    }
  }
  for (const [name, make] of makers) {
    Object.defineProperty(MadeRow.prototype, name, {
      enumerable: true,
      get(this: MadeRow): Value {
        return make(MadeRow.draftOf(this));
      },
    });
  }
  return {
    first: plan.first,
    last: plan.last,
    gsid: (number) => plan.gsid(number),
    row: (number) => new MadeRow(number),
    copy: (number) => fillRow(makers, plan.draw(number)),
  };
}

/** A row with every value that can be made from a draft. */
export function fillRow<Draft>(makers: MadeRowsPlan<Draft>['makers'], draft: Draft): Row {
  return Object.fromEntries(makers.map(([name, make]) => [name, make(draft)]));
}
