import { z } from 'zod';
import { SandboxError } from '../errors.ts';
import { isFaultKind, type FaultKind } from './fault-kinds.ts';
import type { FaultRule } from './fault-table.ts';

const schema = z.strictObject({
  kind: z.custom<FaultKind>(
    (input) => typeof input === 'string' && isFaultKind(input),
    'no such kind of fault',
  ),
  path: z.string().optional(),
  method: z.string().optional(),
  vendor: z.enum(['gainsight', 'gong']).optional(),
  from: z.int().positive().optional(),
  times: z.int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  amount: z.number().nonnegative().optional(),
  to: z.url().optional(),
});
const numbers = ['from', 'times', 'probability', 'seed', 'amount'];

/** Reads a rule as the control API takes it. Throws `sandbox_bad_option` that names every fault. */
export function readFaultRule(input: unknown): FaultRule {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'rule'}: ${message}`);
    throw new SandboxError('sandbox_bad_option', `No such rule of a fault. ${faults.join('; ')}`);
  }
  const { kind, ...rest } = parsed.data;
  return { kind, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
}

/** Reads a rule from the fields of a form: blank ones are absent, and numbers come as text. */
export function readFaultForm(form: Readonly<Record<string, string>>): FaultRule {
  const given = Object.entries(form)
    .map(([name, text]) => [name, text.trim()] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => [name, numbers.includes(name) ? Number(text) : text] as const);
  return readFaultRule(Object.fromEntries(given));
}
