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
  const value = parseText(await context.readText(path), path);
  if (!isRecord(value)) throw unfit(path, 'It holds no keys with values.');
  // An export with --json wraps the document; no document has a key of this name itself.
  const { document, version } = value;
  if (!isRecord(document)) return { document: value, basedOn: null };
  return { document, basedOn: typeof version === 'number' ? version : null };
}

function parseText(text: string, path: string): unknown {
  const lineCounter = new LineCounter();
  // The core schema: no dates and no keys that a reader would not expect; duplicate keys are faults.
  const parsed = parseDocument(text, { lineCounter, schema: 'core', prettyErrors: false });
  const [error] = parsed.errors;
  if (error !== undefined) {
    // The message itself stays behind: it quotes the file, and any file may be named.
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw unfit(path, `It is neither YAML nor JSON; it breaks at line ${line} column ${col}.`);
  }
  try {
    return parsed.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    throw unfit(path, 'Its anchors repeat without measure.', cause);
  }
}

/** The document as YAML. */
export function formatYaml(document: object): string {
  return stringify(document, { lineWidth: 110 });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unfit(path: string, reason: string, cause?: unknown): CliError {
  return new CliError({
    code: 'cli_file_unfit',
    message: `${path} does not hold a configuration: ${reason}`,
    remedy: 'Start from: handrail config export > config.yaml',
    cause,
  });
}
