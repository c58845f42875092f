/** Why the sandbox cannot start or obey. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly code: 'sandbox_state_unreadable' | 'sandbox_state_mismatch' | 'sandbox_bad_option';

  constructor(code: SandboxError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
