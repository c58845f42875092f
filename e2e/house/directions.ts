/** Folder of each app and package, and the packages of ours that it may import: the table of `docs/architecture.md`. */
export const DIRECTIONS: Readonly<Record<string, readonly string[]>> = {
  'apps/server': ['sync', 'signals', 'database', 'contract', 'core', 'http'],
  'apps/web': ['client', 'contract', 'core'],
  'apps/cli': ['client', 'contract'],
  'apps/sandbox': [],
  'packages/sync': ['gainsight', 'gong', 'database', 'core', 'http'],
  'packages/signals': ['database', 'core', 'http'],
  'packages/database': ['core'],
  'packages/client': ['contract'],
  'packages/contract': ['core'],
  'packages/gainsight': ['http'],
  'packages/gong': ['http'],
  'packages/core': [],
  'packages/http': [],
};

/** Name of the package in a folder: `core` for `packages/core`. */
export function nameOf(place: string): string {
  return place.slice(place.indexOf('/') + 1);
}
