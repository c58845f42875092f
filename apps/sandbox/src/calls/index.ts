import type { Scene } from '../seed/scene.ts';
import type { WorldCall } from '../world.ts';
import { businessReview } from './business-review.ts';
import { championLeaving } from './champion-leaving.ts';
import { churnThreat } from './churn-threat.ts';
import { EDGE_CALLS } from './edge-calls.ts';
import { escalation } from './escalation.ts';
import { executiveAlignment } from './executive-alignment.ts';
import { expansion } from './expansion.ts';
import { integrationGerman } from './integration-german.ts';
import { makeCall } from './make-call.ts';
import { migrationFrench } from './migration-french.ts';
import { onboarding } from './onboarding.ts';
import { outage } from './outage.ts';
import { pricing } from './pricing.ts';
import { renewal } from './renewal.ts';
import type { CallScript } from './script.ts';
import { securityReview } from './security-review.ts';
import { ENGLISH_SHORT_CALLS } from './short/english.ts';
import { FRENCH_SHORT_CALLS } from './short/french.ts';
import { GERMAN_SHORT_CALLS } from './short/german.ts';
import { SWEDISH_SHORT_CALLS } from './short/swedish.ts';
import { trainingSwedish } from './training-swedish.ts';

/** The written business calls, one a fixed company and in their order; each has facts that a summary must keep. */
const BUSINESS_CALLS: readonly CallScript[] = [
  renewal,
  escalation,
  onboarding,
  businessReview,
  pricing,
  championLeaving,
  outage,
  integrationGerman,
  securityReview,
  churnThreat,
  expansion,
  trainingSwedish,
  migrationFrench,
  executiveAlignment,
];

const SHORT_CALLS: readonly CallScript[] = [
  ...ENGLISH_SHORT_CALLS,
  ...GERMAN_SHORT_CALLS,
  ...FRENCH_SHORT_CALLS,
  ...SWEDISH_SHORT_CALLS,
];

/** The recorded calls of the world, as far as it has the companies that they are about. */
export function makeCalls(scene: Scene, companies: number): WorldCall[] {
  return [...BUSINESS_CALLS, ...SHORT_CALLS, ...EDGE_CALLS]
    .filter(({ company }) => (company ?? 0) <= companies)
    .map((script) => makeCall(scene, script));
}
