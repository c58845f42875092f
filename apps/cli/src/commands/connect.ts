import { connectGainsight, connectGong } from '@handrail/contract';
import type { Connection } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError, EXIT, UsageError } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { failureProblem } from '../explain-error.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { formatTable } from '../table.ts';

interface GainsightOptions {
  readonly subdomain?: string;
  readonly url?: string;
  readonly accessKeyFile?: string;
  readonly clientId?: string;
  readonly clientSecretFile?: string;
}

/** `connect gainsight` and `connect gong`: try a vendor, store its credential, discover its fields. */
export function addConnectCommands(program: Command, addAction: AddAction): void {
  const connect = program
    .command('connect')
    .description('try a vendor for real, store its credential, discover its fields');
  const gainsight = connect
    .command('gainsight')
    .description(
      'connect a Gainsight CS tenant; credentials are read from files, never from the command line',
    )
    .option('--subdomain <name>', 'the tenant’s subdomain, or an address of it as pasted from the browser')
    .option('--url <url>', 'an exact origin that the server allows (HANDRAIL_ALLOW_ORIGINS)')
    .option('--access-key-file <file>', 'file with the access key')
    .option('--client-id <id>', 'client id of a machine-to-machine client')
    .option('--client-secret-file <file>', 'file with its secret');
  addAction(gainsight, async (context, options: GainsightOptions) => {
    const place = tenantOf(options);
    const credential = await credentialOf(context, options);
    return show(context, await context.call(connectGainsight, { body: { ...place, credential } }));
  });
  const gong = connect
    .command('gong')
    .description('connect a Gong tenant')
    .option('--url <url>', 'address of the API as Gong shows it (default: Gong’s general one)')
    .requiredOption('--key-file <file>', 'file of two lines: access key, access key secret');
  addAction(gong, async (context, options: { readonly url?: string; readonly keyFile: string }) => {
    const [accessKey, accessKeySecret] = await readLines(context, options.keyFile, 2);
    const url = options.url === undefined ? {} : { url: options.url };
    const body = { ...url, accessKey: accessKey ?? '', accessKeySecret: accessKeySecret ?? '' };
    return show(context, await context.call(connectGong, { body }));
  });
}

function tenantOf(options: GainsightOptions): { subdomain: string } | { url: string } {
  const { subdomain, url } = options;
  if (subdomain !== undefined && url === undefined) return { subdomain };
  if (url !== undefined && subdomain === undefined) return { url };
  throw new UsageError(
    subdomain === undefined ? 'The tenant is missing.' : '--subdomain and --url name the tenant twice.',
    'Give --subdomain NAME, or --url URL for an address that the server allows.',
  );
}

async function credentialOf(context: CommandContext, options: GainsightOptions) {
  const { accessKeyFile, clientId, clientSecretFile } = options;
  if (accessKeyFile !== undefined && clientId === undefined && clientSecretFile === undefined) {
    const [accessKey] = await readLines(context, accessKeyFile, 1);
    return { kind: 'access-key', accessKey: accessKey ?? '' } as const;
  }
  if (accessKeyFile === undefined && clientId !== undefined && clientSecretFile !== undefined) {
    const [clientSecret] = await readLines(context, clientSecretFile, 1);
    return { kind: 'm2m', clientId, clientSecret: clientSecret ?? '' } as const;
  }
  throw new UsageError(
    'It takes exactly one credential.',
    'Give --access-key-file FILE, or --client-id ID together with --client-secret-file FILE.',
  );
}

/** Reads a file of exactly so many filled lines; what stands in it is never repeated. */
async function readLines(context: CommandContext, path: string, count: number): Promise<string[]> {
  const lines = (await context.readText(path))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === count) return lines;
  throw new CliError({
    code: 'cli_file_unfit',
    message: `${path} has ${lines.length} filled lines; ${count} ${count === 1 ? 'is' : 'are'} expected.`,
    remedy:
      count === 1
        ? 'Write the secret alone on one line.'
        : 'Write the key on the first line and its secret on the second.',
  });
}

function show(context: CommandContext, connection: Connection): ExitCode {
  context.out(context.json ? formatJson(connection) : formatConnection(connection));
  if (connection.state === 'connected') return EXIT.done;
  if (connection.failure !== null) context.complain(failureProblem(connection.failure));
  return EXIT.failed;
}

function formatConnection(connection: Connection): string {
  const head = `${connection.vendor}: ${connection.state} at ${plainText(connection.origin ?? 'no host')}`;
  const reached = formatTable(
    ['OBJECT', 'OUTCOME', 'FIELDS', 'CODE'],
    connection.reached.map((row) => [row.label, row.outcome, row.fields, row.code]),
  );
  const capabilities = Object.entries(connection.capabilities).map(
    ([name, can]) => `${plainText(name)}: ${can === null ? 'not tried' : can ? 'yes' : 'no'}`,
  );
  return [head, ...(connection.reached.length === 0 ? [] : [reached.trimEnd()]), ...capabilities, ''].join(
    '\n',
  );
}
