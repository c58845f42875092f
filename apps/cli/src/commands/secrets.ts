import { rotateSecretKey } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { formatJson } from '../output.ts';

/** `secrets rotate`. */
export function addSecretsCommands(program: Command, addAction: AddAction): void {
  const secrets = program.command('secrets').description('the key that seals stored credentials');
  const rotate = secrets
    .command('rotate')
    .description('make a new key, seal every credential anew and drop the former key, while everything runs');
  addAction(rotate, rotateKey);
}

async function rotateKey(context: CommandContext): Promise<ExitCode> {
  const change = await context.call(rotateSecretKey, {});
  context.out(
    context.json
      ? formatJson(change)
      : `Key ${change.keyId} is the key now; sealed anew: ${change.resealed}. Keep the new secret.key with your backups’ keys.\n`,
  );
  return EXIT.done;
}
