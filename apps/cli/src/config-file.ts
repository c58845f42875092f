import { LineCounter, parseDocument, stringify } from 'yaml';
import type { CommandContext } from './command-context.ts';
import { CliError } from './errors.ts';

/** A configuration as a file holds it. */
export interface ConfigFile {
  readonly document: Record<string, unknown>;
  /** The version it was exported as, when the file tells. */
  readonly basedOn: number | null;
}

/** Nothing that a person wrote by hand repeats an anchor more often; more of them are a bomb. */
const MAX_ALIASES = 50;

/** Reads a document from YAML or JSON, which is YAML too. Throws cli_file_unfit with the place where it breaks. */
export async function readConfigFile(context: CommandContext, path: string): Promise<ConfigFile> {
  const value = await readDocument(context, path, CONFIGURATION);
  // An export with --json wraps the document; no document has a key of this name itself.
  const { document, version } = value;
  if (!isRecord(document)) return { document: value, basedOn: null };
  return { document, basedOn: typeof version === 'number' ? version : null };
}

/** What a file is to hold, for the words of a refusal. */
export interface Wanted {
  readonly noun: string;
  readonly remedy: string;
}
const CONFIGURATION: Wanted = {
  noun: 'a configuration',
  remedy: 'Start from: handrail config export > config.yaml',
};

/** Reads keys with values from YAML or JSON, which is YAML too. Throws cli_file_unfit with the place where it breaks. */
export async function readDocument(
  context: CommandContext,
  path: string,
  wanted: Wanted,
): Promise<Record<string, unknown>> {
  const value = parseText(await context.readText(path), path, wanted);
  if (!isRecord(value)) throw unfit(path, wanted, 'It holds no keys with values.');
  return value;
}

function parseText(text: string, path: string, wanted: Wanted): unknown {
  const lineCounter = new LineCounter();
  // The core schema: no dates and no keys that a reader would not expect; duplicate keys are faults.
  const parsed = parseDocument(text, { lineCounter, schema: 'core', prettyErrors: false });
  const [error] = parsed.errors;
  if (error !== undefined) {
    // The message itself stays behind: it quotes the file, and any file may be named.
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw unfit(path, wanted, `It is neither YAML nor JSON; it breaks at line ${line} column ${col}.`);
  }
  try {
    return parsed.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    throw unfit(path, wanted, 'Its anchors repeat without measure.', cause);
  }
}

/** The document as YAML. */
export function formatYaml(document: object): string {
  return stringify(document, { lineWidth: 110 });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The refusal of a file that does not hold what it is to hold. */
export function unfit(path: string, { noun, remedy }: Wanted, reason: string, cause?: unknown): CliError {
  return new CliError({
    code: 'cli_file_unfit',
    message: `${path} does not hold ${noun}: ${reason}`,
    remedy,
    cause,
  });
}
