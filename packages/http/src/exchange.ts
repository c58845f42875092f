import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { type BodyBounds, createBodySink } from './body-sink.ts';
import { HttpError } from './errors.ts';
import { faultOf } from './fault.ts';
import type { LongList } from './json-bounds.ts';

/** One try on the wire. */
export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** For the whole try: connect, send, wait and read. */
  readonly timeoutMs: number;
  readonly bounds: BodyBounds;
  readonly signal: AbortSignal | undefined;
}

/** A whole reply, body unpacked but not yet read. */
export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly longList: LongList | null;
}

/**
 * Sends one request and reads its reply to the end, bounded in time, bytes, depth and values. Throws HttpError, whose
 * outcome is `not-sent` exactly until the first byte is handed to a connected socket.
 */
export function exchange(
  dispatcher: Dispatcher,
  origin: string,
  request: ExchangeRequest,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let isSettled = false;
    let head: { status: number; headers: IncomingHttpHeaders } | null = null;
    const sink = createBodySink(request.bounds, {
      pause: () => controller?.pause(),
      resume: () => controller?.resume(),
      end: (body, longList) => {
        const begun = head;
        if (begun !== null) settle(() => resolve({ ...begun, body, longList }));
      },
      fail: (error) => stop(error),
    });

    const timer = setTimeout(() => stop(timedOut()), request.timeoutMs);
    const onAbort = (): void => stop(cancelled());
    request.signal?.addEventListener('abort', onAbort, { once: true });
    if (request.signal?.aborted === true) return onAbort();

    function settle(answer: () => void): void {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', onAbort);
      sink.close();
      answer();
    }
    function stop(error: HttpError): void {
      settle(() => reject(error));
      controller?.abort(error);
    }
    function outcome(): 'not-sent' | 'unknown' {
      return controller === null ? 'not-sent' : 'unknown';
    }
    function timedOut(): HttpError {
      const text = `No complete reply from ${origin} within ${request.timeoutMs} ms.`;
      return new HttpError('http_timeout', text, {
        outcome: outcome(),
        facts: { timeoutMs: request.timeoutMs },
      });
    }
    function cancelled(): HttpError {
      const cause: unknown = request.signal?.reason;
      return new HttpError('http_cancelled', `The call to ${origin} was cancelled.`, {
        outcome: outcome(),
        cause,
      });
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        // Stopped while it waited for a socket: nothing of it may leave now.
        if (isSettled) started.abort(cancelled());
        else controller = started;
      },
      onResponseStart(_, status, headers) {
        if (status < 200) return;
        head = { status, headers };
        sink.open(headers['content-encoding'], status);
      },
      onResponseData(_, chunk) {
        if (!isSettled) sink.write(chunk);
      },
      onResponseEnd() {
        if (!isSettled) sink.end();
      },
      onResponseError(_, error) {
        settle(() => reject(faultOf(error, { origin, outcome: outcome(), status: head?.status ?? null })));
      },
    };
    const { method, path, headers, body } = request;
    try {
      dispatcher.dispatch({ origin, method, path, headers, body }, handler);
    } catch (error) {
      settle(() => reject(faultOf(error, { origin, outcome: 'not-sent', status: null })));
    }
  });
}
