import type { Switches } from '../switches.ts';
import { compileCondition, type Predicate } from './condition.ts';
import { aliasesOf, necessaryAliases, parseExpression, type Expression } from './expression.ts';
import type { FieldPath } from './field-path.ts';
import { resolveFieldPath } from './resolve-field-path.ts';
import type { ObjectStore } from './object-store.ts';
import type { QueryRequest } from './query-request.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';

/** What a query's `where` asks of rows. */
export interface Filter {
  readonly meets: Predicate;
  /** Whether there is no condition at all. */
  readonly isEverything: boolean;
  readonly cuts: readonly Cut[];
}

/** A comparison that every match meets: rows ordered by its field meet it from some place on, or up to one. */
export interface Cut {
  readonly path: FieldPath;
  readonly keeps: 'greater' | 'smaller';
  readonly meets: Predicate;
}

/** Types whose comparisons agree with their order in every position of the switches. */
const cutTypes = ['GSID', 'DATE', 'DATETIME', 'NUMBER', 'CURRENCY', 'PERCENTAGE'];

/** Turns `where` into a filter; without conditions every row meets it. Throws refusals. */
export function compileFilter(
  store: RecordStore,
  from: ObjectStore,
  request: QueryRequest,
  switches: Readonly<Switches>,
): Filter {
  const conditions = request.where?.conditions ?? [];
  if (conditions.length === 0) return { meets: () => true, isEverything: true, cuts: [] };
  const expression = readExpression(request, switches);
  const terms = new Map<string, Predicate>();
  const cuts = new Map<string, Cut>();
  for (const { name, alias = '', operator, value } of conditions) {
    const path = resolveFieldPath(store, from, name);
    if (path === undefined) {
      throw new Refusal(400, 'GSOBJ_1023', `Invalid fields or operator in where clause - ${name}`);
    }
    if (terms.has(alias))
      throw new Refusal(400, 'GSOBJ_1023', `Alias ${alias} is used twice in where clause`);
    const values = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
    const meets = compileCondition(path, operator, values, switches);
    terms.set(alias, meets);
    const keeps = keptSide(operator);
    if (keeps !== null && !path.isForeign && cutTypes.includes(path.field.type))
      cuts.set(alias, { path, keeps, meets });
  }
  return {
    meets: compileExpression(expression, terms),
    isEverything: false,
    cuts: necessaryAliases(expression).flatMap((alias) => cuts.get(alias) ?? []),
  };
}

function readExpression(request: QueryRequest, switches: Readonly<Switches>): Expression {
  const text = request.where?.expression?.trim() ?? '';
  if (text === '') {
    throw new Refusal(400, 'GSOBJ_1023', 'Please pass the expression for the respective conditions');
  }
  const expression = parseExpression(text, switches.expressionMode);
  const named = new Set(aliasesOf(expression));
  const conditions = request.where?.conditions ?? [];
  if (switches.unusedConditions === 'refused' && conditions.some(({ alias }) => !named.has(alias ?? ''))) {
    throw new Refusal(400, 'GSOBJ_1023', 'Please pass the expression for the respective conditions');
  }
  return expression;
}

function compileExpression(expression: Expression, terms: ReadonlyMap<string, Predicate>): Predicate {
  if (expression.kind === 'term') {
    const term = terms.get(expression.alias);
    if (term !== undefined) return term;
    throw new Refusal(400, 'GSOBJ_1023', `Invalid expression in where clause - ${expression.alias}`);
  }
  const parts = expression.parts.map((part) => compileExpression(part, terms));
  return expression.kind === 'and'
    ? (row) => parts.every((part) => part(row))
    : (row) => parts.some((part) => part(row));
}

function keptSide(operator: string): Cut['keeps'] | null {
  switch (operator.toUpperCase()) {
    case 'GT':
    case 'GTE':
      return 'greater';
    case 'LT':
    case 'LTE':
      return 'smaller';
    default:
      return null;
  }
}
