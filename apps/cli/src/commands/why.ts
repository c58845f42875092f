import { explainSubject, WHY_NOUNS } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { CliError, EXIT, UsageError } from '../errors.ts';
import { formatMatches, formatWhy } from '../format-why.ts';
import { formatJson } from '../output.ts';

/** `why account|relationship|stakeholder|user|meeting|delivery ID`. */
export function addWhyCommands(program: Command, addAction: AddAction): void {
  const why = program
    .command('why')
    .description('why something is here, out, gone, set aside or held, also names that the filter keeps out');
  for (const noun of WHY_NOUNS) {
    const command = why
      .command(`${noun} <subject>`)
      .description(`why this ${noun} stands as it stands, by our id, theirs, or its name`);
    addAction(command, async (context, given: string) => {
      const subject = readSubject(noun, given);
      const { matches, explanation } = await context.call(explainSubject, {
        params: { noun },
        query: { subject },
      });
      if (explanation !== null) {
        context.out(context.json ? formatJson(explanation) : formatWhy(explanation));
        return EXIT.done;
      }
      if (matches.length === 0) {
        throw new CliError({
          code: 'cli_not_found',
          message: `Nothing that you may see is known of ${noun} ${JSON.stringify(subject)}.`,
          remedy:
            'Check the spelling; a record that is new at its source comes with the next run. Of accounts that are not yours only an admin is told.',
        });
      }
      context.note(formatMatches(matches).trimEnd());
      throw new CliError({
        code: 'cli_name_ambiguous',
        message: `${JSON.stringify(subject)} may be any of ${matches.length}.`,
        remedy: 'Give one of their ids, or the whole name.',
      });
    });
  }
}

/** The server's own bound on what is asked about. */
const MAX_SUBJECT_CHARACTERS = 500;

/** Throws UsageError for what names nothing. */
function readSubject(noun: string, given: string): string {
  const subject = given.trim();
  if (subject === '')
    throw new UsageError(
      `No ${noun} is named.`,
      `Give our id, theirs, or the name: handrail why ${noun} NAME`,
    );
  if (subject.length > MAX_SUBJECT_CHARACTERS)
    throw new UsageError(
      `That is longer than the ${MAX_SUBJECT_CHARACTERS} characters of the longest name.`,
      'Give our id, theirs, or a part of the name.',
    );
  return subject;
}
