/**
 * `npm run conformance`: holds the sandbox and the clients against the documents' own examples and writes
 * docs/conformance.md. Ends with 1 when a side departs from a document, or when the suite has a gap.
 */
import { writeFileSync } from 'node:fs';
import { findGaps } from './find-gaps.ts';
import { runSuite } from './run-suite.ts';
import { AREAS } from './suite.ts';
import { writeReport } from './write-report.ts';

const areas = await runSuite();
const gaps = findGaps(AREAS);
writeFileSync(new URL('../../docs/conformance.md', import.meta.url), writeReport(areas));
const results = areas.flatMap((area) => area.results);
const failed = results.filter(({ case: one, faults }) => faults.length > 0 && one.deviation === undefined);
for (const gap of gaps) console.error(gap);
for (const { case: one, faults } of failed) console.error([one.id, ...faults].join('\n  '));
console.log(`docs/conformance.md: ${results.length} cases, ${failed.length} failed, ${gaps.length} gaps`);
process.exitCode = failed.length + gaps.length === 0 ? 0 : 1;
