/** In which of the vendor's error shapes a refusal is told (reference section 6.1). */
export type RefusalForm = 'object' | 'gateway' | 'metadata';

/** A request that is answered with an error; the app turns it into the reply. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Vendor code such as `GSOBJ_1011`, or the title of a metadata error. */
  readonly code: string;
  readonly form: RefusalForm;
  /** Content of `data` in the object form. */
  readonly details: unknown;

  constructor(
    status: number,
    code: string,
    message: string,
    form: RefusalForm = 'object',
    details: unknown = null,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.form = form;
    this.details = details;
  }
}

/** The gateway's answer to a missing, wrong or expired credential. */
export function unauthorized(): Refusal {
  return new Refusal(401, 'GS_APIG_2401', 'Unauthorized', 'gateway');
}

/** The answer to a path that no route serves; given before credentials are looked at. */
export function notFound(): Refusal {
  return new Refusal(404, 'GS_APIG_1000', 'Not Found', 'gateway');
}

/** The body of a refusal in its form. `at` is the sandbox's present. */
export function refusalBody(refusal: Refusal, requestId: string, at: Date): object {
  const { code, message } = refusal;
  switch (refusal.form) {
    case 'gateway':
      return { result: false, errorCode: code, errorDesc: message, requestId, message };
    case 'metadata': {
      const instance = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
      return { requestId, result: false, instance, title: code, detail: message, errorDesc: message };
    }
    case 'object':
      return { ...envelope(requestId, refusal.details), result: false, errorCode: code, errorDesc: message };
  }
}

/** The envelope of data-object replies. */
export function envelope(requestId: string, data: unknown): object {
  return {
    result: true,
    errorCode: null,
    errorDesc: null,
    requestId,
    data,
    message: null,
    localizedErrorDesc: null,
    localizedMessage: null,
  };
}

/** The text of the same envelope before and after its data, for data that is written as JSON elsewhere. */
export function envelopeParts(requestId: string): { readonly before: string; readonly after: string } {
  const [before = '', after = ''] = JSON.stringify(envelope(requestId, 'DATA')).split('"DATA"');
  return { before, after };
}
