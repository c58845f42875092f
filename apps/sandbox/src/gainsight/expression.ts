import type { Switches } from '../switches.ts';
import { Refusal } from './refusal.ts';

/** The meaning of a where-expression. */
export type Expression =
  | { readonly kind: 'term'; readonly alias: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] };

/**
 * Reads an expression of aliases with AND, OR and parentheses; AND binds closer. In strict mode
 * parentheses and a mix of both operators are refused, since no document shows them; with two terms at
 * most, nothing is left but what the documents' samples show.
 */
export function parseExpression(text: string, mode: Switches['expressionMode']): Expression {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  const words = tokens.map((token) => token.toUpperCase());
  if (mode !== 'parentheses') {
    if (words.includes('(') || (words.includes('AND') && words.includes('OR'))) throw invalidExpression(text);
    if (mode === 'two-terms' && words.length > 3) throw invalidExpression(text);
  }
  let next = 0;

  function readChain(word: 'AND' | 'OR', readPart: () => Expression): Expression {
    const first = readPart();
    const parts = [first];
    while (words[next] === word) {
      next += 1;
      parts.push(readPart());
    }
    return parts.length === 1 ? first : { kind: word === 'AND' ? 'and' : 'or', parts };
  }

  function readTerm(): Expression {
    const token = tokens[next];
    const word = words[next];
    next += 1;
    if (token === '(') {
      const inner = readChain('OR', () => readChain('AND', readTerm));
      if (tokens[next] !== ')') throw invalidExpression(text);
      next += 1;
      return inner;
    }
    if (token === undefined || token === ')' || word === 'AND' || word === 'OR')
      throw invalidExpression(text);
    return { kind: 'term', alias: token };
  }

  const expression = readChain('OR', () => readChain('AND', readTerm));
  if (next < tokens.length) throw invalidExpression(text);
  return expression;
}

/** Aliases that an expression names. */
export function aliasesOf(expression: Expression): readonly string[] {
  return expression.kind === 'term' ? [expression.alias] : expression.parts.flatMap(aliasesOf);
}

/** Aliases that every matching row must satisfy: the terms of an AND chain, or the one term. */
export function necessaryAliases(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'term':
      return [expression.alias];
    case 'and':
      return expression.parts.flatMap(necessaryAliases);
    case 'or':
      return [];
  }
}

function invalidExpression(text: string): Refusal {
  return new Refusal(400, 'GSOBJ_1023', `Invalid expression in where clause - ${text}`);
}
