import { getDiagnostics, getSupportBundle } from '@handrail/contract';
import { readDiagnostics } from '../../support/read-diagnostics.ts';
import { readSupportBundle } from '../../support/read-support-bundle.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** What is handed to whoever helps: a vendor's support, or ours. */
export function supportRoutes(context: ApiContext): readonly Route[] {
  return [
    route(getDiagnostics, ({ workspace }) => readDiagnostics(context, workspace)),
    route(getSupportBundle, ({ workspace }) => readSupportBundle(context, workspace)),
  ];
}
