import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the linter says about one file: the rules it broke, each once, like `eslint(no-restricted-imports)`. */
export type Findings = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Lints files that exist only for this call, by path as in the repository, with the repository's own
 * configuration. Answers an entry for every file, an empty one for a clean file.
 */
export async function lintFixtures(files: ReadonlyMap<string, string>): Promise<Findings> {
  const dir = await mkdtemp(join(tmpdir(), 'handrail-house-'));
  try {
    // Its patterns start from the folder it lies in.
    await copyFile(join(ROOT, '.oxlintrc.json'), join(dir, '.oxlintrc.json'));
    for (const [path, text] of files) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    }
    const findings = new Map([...files.keys()].map((path) => [path, new Set<string>()]));
    for (const { filename, code } of await runLinter(dir)) findings.get(filename)?.add(code);
    return findings;
  } finally {
    await rm(dir, { recursive: true });
  }
}

async function runLinter(dir: string): Promise<{ filename: string; code: string }[]> {
  const linter = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const output = await new Promise<string>((resolve) => {
    // It ends with 1 when it finds something: what counts is what it prints.
    const options = { cwd: dir, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [linter, '--format', 'json'], options, (_, stdout) => resolve(stdout));
  });
  const report: { diagnostics: { filename: string; code: string }[] } = JSON.parse(output);
  return report.diagnostics;
}
