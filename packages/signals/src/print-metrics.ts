import { writeFile } from 'node:fs/promises';
import { renderMetricsPage } from './metrics-page.ts';

// The command that rewrites docs/metrics.md after a change of the catalogue.
await writeFile(new URL('../../../docs/metrics.md', import.meta.url), renderMetricsPage());
