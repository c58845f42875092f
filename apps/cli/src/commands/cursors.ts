import { cursorsDocumentSchema, listCursors, setCursors } from '@handrail/contract';
import type { CursorMoved, RequestOf } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { formatYaml, readDocument, unfit } from '../config-file.ts';
import { EXIT } from '../errors.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';

/** `cursors export | diff | apply`: where increments begin, as one YAML document. */
export function addCursorsCommands(program: Command, addAction: AddAction): void {
  const cursors = program.command('cursors').description('where increments begin, as one YAML document');
  addAction(
    cursors.command('export').description('print the cursor of each object that a complete run has read'),
    async (context) => {
      const document = await context.call(listCursors, {});
      context.out(context.json ? formatJson(document) : formatYaml(document));
      return EXIT.done;
    },
  );
  addAction(
    cursors
      .command('diff <file>')
      .description('where the cursors of a document differ from those that stand; exit 1 when they do'),
    async (context, path: string) => {
      const changes = await compare(context, await readCursorsFile(context, path));
      context.out(context.json ? formatJson({ changes }) : formatChanges(changes));
      return changes.length === 0 ? EXIT.done : EXIT.failed;
    },
  );
  addAction(
    cursors
      .command('apply <file>')
      .description('set cursors back, or forward as far as runs reached; what the file does not name stays')
      .option('--dry-run', 'set nothing, show what would move'),
    async (context, path: string, options: { readonly dryRun?: boolean }) => {
      const document = await readCursorsFile(context, path);
      const isTrial = options.dryRun === true;
      const reply = await context.call(setCursors, { body: { ...document, isTrial } });
      context.out(context.json ? formatJson(reply) : formatMoves(reply.moved, isTrial));
      return EXIT.done;
    },
  );
}

type CursorsDocument = Omit<RequestOf<typeof setCursors>['body'], 'isTrial'>;

const CURSORS = { noun: 'cursors', remedy: 'Start from: handrail cursors export > cursors.yaml' };

async function readCursorsFile(context: CommandContext, path: string): Promise<CursorsDocument> {
  const parsed = cursorsDocumentSchema.safeParse(await readDocument(context, path, CURSORS));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // Its own words would quote the key, and any file may be named.
  const fault = issue?.code === 'unrecognized_keys' ? 'has other keys' : issue?.message;
  throw unfit(path, CURSORS, `${issue?.path.join('.') || 'the file'} ${fault}.`);
}

/** A place in which a document differs from what stands; without what stands where it has no cursor here. */
interface CursorChange {
  readonly path: string;
  readonly before?: string;
  readonly after: string;
}

async function compare(context: CommandContext, { cursors }: CursorsDocument): Promise<CursorChange[]> {
  const standing = new Map<string, string>();
  for (const one of (await context.call(listCursors, {})).cursors) standing.set(placeOf(one), one.cursor);
  const secondOf = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  return cursors.flatMap((one) => {
    const path = placeOf(one);
    const before = standing.get(path);
    if (before === undefined) return [{ path, after: one.cursor }];
    return secondOf(before) === secondOf(one.cursor) ? [] : [{ path, before, after: one.cursor }];
  });
}

function placeOf({ stream, object }: { readonly stream: string; readonly object: string }): string {
  return `${stream}/${object}`;
}

function formatChanges(changes: readonly CursorChange[]): string {
  if (changes.length === 0) return 'No difference from the cursors that stand.\n';
  const lines = changes.map(
    ({ path, before, after }) => `${plainText(path)}\n  - ${before ?? '(none)'}\n  + ${after}\n`,
  );
  const count = changes.length === 1 ? '1 difference' : `${changes.length} differences`;
  return `${count} from the cursors that stand\n${lines.join('')}`;
}

function formatMoves(moves: readonly CursorMoved[], isTrial: boolean): string {
  if (moves.length === 0) return 'Every cursor stands there already.\n';
  const [verb, end] = isTrial ? ['would move', 'Nothing was set.\n'] : ['moved', ''];
  const lines = moves.map((move) => {
    const effect =
      Date.parse(move.to) < Date.parse(move.from)
        ? `the next run reads again what was modified since ${move.to}`
        : `what was modified before ${move.to} was read already`;
    return `${plainText(placeOf(move))} ${verb} ${move.from} → ${move.to}: ${effect}\n`;
  });
  return `${lines.join('')}${end}`;
}
