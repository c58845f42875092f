import { HttpError } from './errors.ts';
import type { HttpRequest } from './request.ts';

/** The path with its query, refused when it could lead to another host or carry a line break. */
export function pathOf(request: HttpRequest): string {
  const { path } = request;
  if (
    !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) ||
    path.includes('?') ||
    path.includes('#') ||
    path.includes('\\')
  ) {
    throw new HttpError(
      'http_request_invalid',
      'The path of a call must begin with one slash and have no query.',
      {
        outcome: 'not-sent',
      },
    );
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.append(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The headers every call has. */
export function headersOf(request: HttpRequest): Record<string, string> {
  const always = { accept: 'application/json', 'accept-encoding': 'gzip, br', 'user-agent': 'handrail' };
  if (request.json !== undefined) return { ...always, 'content-type': 'application/json' };
  if (request.form !== undefined) return { ...always, 'content-type': 'application/x-www-form-urlencoded' };
  return always;
}

/** The body as sent, or null. */
export function bodyOf(request: HttpRequest): string | null {
  if (request.json !== undefined) return JSON.stringify(request.json);
  if (request.form !== undefined) return new URLSearchParams(request.form).toString();
  return null;
}
