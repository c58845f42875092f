/** An account's place as the source says it. */
export interface HierarchyNode {
  readonly gainsightId: string;
  /** The parent's source id; null for a root. It may not be among the nodes. */
  readonly parentGainsightId: string | null;
  /** When we first saw this parent; of a cycle the newest edge is cut. */
  readonly linkedAt: Date;
}

/** An account's place once everything is linked. */
export interface HierarchyPlace {
  /** The parent that holds; null for roots and where the edge was cut or leads outside. */
  readonly parent: string | null;
  readonly root: string;
  /** 0 for roots. */
  readonly depth: number;
  /** From the root to this one, both included. */
  readonly path: readonly string[];
  /** The source id of a parent that is not among the nodes: shown as a named placeholder. */
  readonly placeholder: string | null;
}

/** An edge that was cut, with the ids of the cycle it would have closed (one id: its own parent). */
export interface CutEdge {
  readonly gainsightId: string;
  readonly parentGainsightId: string;
  readonly cycle: readonly string[];
}

/** The linked forest and what was cut. */
export interface Hierarchy {
  readonly places: ReadonlyMap<string, HierarchyPlace>;
  readonly cuts: readonly CutEdge[];
}

/**
 * Links parents whatever the order of arrival. The result depends only on the set of nodes: edges are taken
 * from the oldest on (ties by id), and one that would close a cycle is cut and reported.
 */
export function linkParents(nodes: readonly HierarchyNode[]): Hierarchy {
  const known = new Map(nodes.map((node) => [node.gainsightId, node]));
  const parents = new Map<string, string>();
  const cuts: CutEdge[] = [];
  const trees = new Trees();
  for (const node of [...known.values()].toSorted(byAge)) {
    const { gainsightId, parentGainsightId } = node;
    if (parentGainsightId === null || !known.has(parentGainsightId)) continue;
    if (trees.join(gainsightId, parentGainsightId)) parents.set(gainsightId, parentGainsightId);
    else
      cuts.push({ gainsightId, parentGainsightId, cycle: cycleOf(gainsightId, parentGainsightId, parents) });
  }
  return { places: placesOf(known, parents), cuts };
}

function byAge(left: HierarchyNode, right: HierarchyNode): number {
  return (
    left.linkedAt.getTime() - right.linkedAt.getTime() || (left.gainsightId < right.gainsightId ? -1 : 1)
  );
}

/** Which nodes hang together so far. Every edge leaves a root, so one within a tree closes a cycle. */
class Trees {
  readonly #heads = new Map<string, string>();

  /** Joins the trees of two nodes; false when they are one already. */
  join(left: string, right: string): boolean {
    const [first, second] = [this.#head(left), this.#head(right)];
    if (first === second) return false;
    this.#heads.set(first, second);
    return true;
  }

  #head(node: string): string {
    let head = node;
    for (let next = this.#heads.get(head); next !== undefined; next = this.#heads.get(head)) head = next;
    // point all that was passed straight at the head, so that long chains stay cheap
    for (let at = node; at !== head;) {
      const next = this.#heads.get(at) ?? head;
      this.#heads.set(at, head);
      at = next;
    }
    return head;
  }
}

/** The nodes from the parent up to the child, which the cut edge would have joined. */
function cycleOf(
  gainsightId: string,
  parent: string,
  parents: ReadonlyMap<string, string>,
): readonly string[] {
  const cycle = [gainsightId];
  for (let at: string | undefined = parent; at !== undefined && at !== gainsightId; at = parents.get(at))
    cycle.push(at);
  return cycle;
}

function placesOf(
  known: ReadonlyMap<string, HierarchyNode>,
  parents: ReadonlyMap<string, string>,
): ReadonlyMap<string, HierarchyPlace> {
  const places = new Map<string, HierarchyPlace>();
  for (const start of known.keys()) {
    const waiting: string[] = [];
    for (let at: string | undefined = start; at !== undefined && !places.has(at); at = parents.get(at))
      waiting.push(at);
    for (const gainsightId of waiting.toReversed()) {
      const parent = parents.get(gainsightId) ?? null;
      const above = parent === null ? undefined : places.get(parent);
      const wanted = known.get(gainsightId)?.parentGainsightId ?? null;
      places.set(gainsightId, {
        parent,
        root: above?.root ?? gainsightId,
        depth: above === undefined ? 0 : above.depth + 1,
        path: [...(above?.path ?? []), gainsightId],
        placeholder: wanted !== null && !known.has(wanted) ? wanted : null,
      });
    }
  }
  return places;
}
