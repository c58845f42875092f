import { createTransport } from 'nodemailer';
import { toError } from '@handrail/core';
import type { Log } from './log.ts';

/** One letter: plain text, to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands letters to the mail server of the operator. */
export interface Mailer {
  /** Whether the server took it. A refusal is logged without address or text. */
  send(mail: Mail): Promise<boolean>;
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
const TIMEOUT_MS = 10_000;

/**
 * Makes the mailer of HANDRAIL_SMTP_URL; null without one. The sender is the address's `from` parameter, or handrail at
 * `ownHost`. Beyond this machine nothing goes out without TLS and a fitting certificate.
 */
export function createMailer(smtpUrl: string | null, ownHost: string, log: Log): Mailer | null {
  if (smtpUrl === null) return null;
  const url = new URL(smtpUrl);
  const from = url.searchParams.get('from') ?? `Handrail <handrail@${ownHost}>`;
  const secure = url.protocol === 'smtps:';
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !LOOPBACK.includes(url.hostname),
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A letter is text that we wrote: nothing is fetched or read for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      try {
        await transport.sendMail({ from, to, subject, text });
        return true;
      } catch (thrown) {
        const error = toError(thrown);
        log.warn('mail_refused', { error: 'code' in error ? String(error.code) : error.name });
        return false;
      }
    },
  };
}
