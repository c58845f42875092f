import { getDiagnostics, getSupportBundle } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { EXIT } from '../errors.ts';
import { formatJson } from '../output.ts';

/** `diagnostics` and `support-bundle`: what is handed to whoever helps, as JSON without content or secrets. */
export function addSupportCommands(program: Command, addAction: AddAction): void {
  addAction(
    program
      .command('diagnostics')
      .description('request ids, codes and times for a ticket at a vendor, as JSON'),
    async (context) => {
      context.out(formatJson(await context.call(getDiagnostics, {})));
      return EXIT.done;
    },
  );
  addAction(
    program
      .command('support-bundle')
      .description('the state of the installation for whoever helps, as JSON: no content, no secret'),
    async (context) => {
      context.out(formatJson(await context.call(getSupportBundle, {})));
      return EXIT.done;
    },
  );
}
