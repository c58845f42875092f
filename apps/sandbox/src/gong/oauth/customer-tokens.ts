import { randomBytes } from 'node:crypto';
import type { SandboxClock } from '../../clock.ts';

/** A code lives ten minutes, an access token a day (reference section 1). */
const CODE_LIFE_MS = 600_000;
const ACCESS_LIFE_SECONDS = 86_400;

/** What the company allowed an integration; consent is given once for all its calls. */
export interface CustomerGrant {
  readonly scopes: readonly string[];
  /** Host and port at which the company's API takes the tokens; any other refuses them. */
  readonly apiHost: string;
}

/** A pair of tokens as it is handed out. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
  readonly grant: CustomerGrant;
}

/** Codes and tokens of the company's integrations. They live in memory, so a restart ends them. */
export interface CustomerTokens {
  issueCode(grant: CustomerGrant, redirectUri: string): string;
  /** Spends a code; null when it is unknown, spent, too old or was asked for with another callback. */
  exchange(code: string, redirectUri: string): TokenPair | null;
  /** Spends a refresh token, which is good once; null when it is unknown or spent. */
  refresh(refreshToken: string): TokenPair | null;
  /** What a live access token allows; null when it is unknown or a day old. */
  grantOf(accessToken: string): CustomerGrant | null;
}

/** Makes an empty book. */
export function createCustomerTokens(clock: SandboxClock): CustomerTokens {
  const codes = new Map<string, { grant: CustomerGrant; redirectUri: string; untilMs: number }>();
  const access = new Map<string, { grant: CustomerGrant; untilMs: number }>();
  const refreshable = new Map<string, CustomerGrant>();
  const nowMs = (): number => clock.now().getTime();

  function issuePair(grant: CustomerGrant): TokenPair {
    const accessToken = `gong-access.${random()}`;
    const refreshToken = `gong-refresh.${random()}`;
    access.set(accessToken, { grant, untilMs: nowMs() + ACCESS_LIFE_SECONDS * 1_000 });
    refreshable.set(refreshToken, grant);
    return { accessToken, refreshToken, expiresInSeconds: ACCESS_LIFE_SECONDS, grant };
  }

  return {
    issueCode: (grant, redirectUri) => {
      const code = random();
      codes.set(code, { grant, redirectUri, untilMs: nowMs() + CODE_LIFE_MS });
      return code;
    },
    exchange: (code, redirectUri) => {
      const known = codes.get(code);
      codes.delete(code);
      const fits = known !== undefined && known.untilMs > nowMs() && known.redirectUri === redirectUri;
      return fits ? issuePair(known.grant) : null;
    },
    refresh: (refreshToken) => {
      const grant = refreshable.get(refreshToken);
      refreshable.delete(refreshToken);
      return grant === undefined ? null : issuePair(grant);
    },
    grantOf: (accessToken) => {
      const known = access.get(accessToken);
      return known !== undefined && known.untilMs > nowMs() ? known.grant : null;
    },
  };
}

function random(): string {
  return randomBytes(24).toString('base64url');
}
