const REDACTED = '[redacted]';

/** Below this many characters a "secret" would blot out ordinary words. */
const MIN_SECRET_CHARACTERS = 4;

/** Takes secrets out of text and errors before anyone can log them. */
export interface Redactor {
  /** Adds a secret learnt later, such as a fetched token. */
  add(secret: string): void;
  /** The text with every secret replaced, also in its base64 and URL-coded spellings. */
  text(text: string): string;
  /** The same error when it holds no secret, else a bare copy of its name, code and redacted message. */
  error(error: unknown): unknown;
}

/** Makes a redactor that knows the given secrets. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const spellings = new Set<string>();
  const redactor: Redactor = {
    add(secret) {
      if (secret.length < MIN_SECRET_CHARACTERS) return;
      for (const spelling of spellingsOf(secret)) spellings.add(spelling);
    },
    text(text) {
      let clean = text;
      for (const spelling of spellings) clean = clean.replaceAll(spelling, REDACTED);
      return clean;
    },
    error(error) {
      if (!(error instanceof Error)) return typeof error === 'string' ? redactor.text(error) : error;
      const told = `${error.message}\n${error.stack ?? ''}\n${causeText(error)}`;
      return redactor.text(told) === told ? error : new RedactedError(error, redactor);
    },
  };
  for (const secret of secrets) redactor.add(secret);
  return redactor;
}

/** Stands in for a library's error whose text held a secret: nothing of the original object is kept. */
class RedactedError extends Error {
  readonly code: string | null;

  constructor(original: Error, redactor: Redactor) {
    super(redactor.text(original.message));
    this.name = original.name;
    this.stack = redactor.text(original.stack ?? '');
    this.code = 'code' in original && typeof original.code === 'string' ? original.code : null;
  }
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = bytes.toString('base64');
  return [secret, base64, base64.replace(/=+$/, ''), bytes.toString('base64url'), encodeURIComponent(secret)];
}

function causeText(error: Error): string {
  const texts: string[] = [];
  let cause = error.cause;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth += 1) {
    texts.push(cause.message);
    cause = cause.cause;
  }
  return texts.join('\n');
}
