import type { StubRequest } from '@handrail/http/testing';
import { startStubServer } from '@handrail/http/testing';
import type { SyncTest } from '@handrail/sync/testing';

/** What a call is answered with: JSON as Gainsight does, or a page as somebody in between does. */
export type Answer =
  { readonly status: number; readonly json: unknown } | { readonly status: number; readonly page: string };

/** Answers calls to Gainsight in its place; null leaves a call, or its reply, to the sandbox. */
export interface Stead {
  instead: ((call: StubRequest) => Answer | null) | null;
}

/** Puts itself between a test and the Gainsight of its sandbox, and connects anew. */
export async function answerInstead(sync: SyncTest): Promise<Stead> {
  const stead: Stead = { instead: null };
  const { sandbox } = sync;
  const server = await startStubServer((call, response) => {
    void (async () => {
      const answer = stead.instead?.(call) ?? (await forward(sandbox.gainsightUrl, call));
      const isPage = 'page' in answer;
      response.writeHead(answer.status, { 'content-type': isPage ? 'text/html' : 'application/json' });
      response.end(isPage ? answer.page : JSON.stringify(answer.json));
    })();
  });
  const { outgoing } = sync.vendors;
  Object.assign(outgoing, { allowOrigins: [...outgoing.allowOrigins, server.origin] });
  const stop = async (): Promise<void> => {
    await server.close();
    await sandbox.stop();
  };
  sync.replaceSandbox({ ...sandbox, gainsightUrl: server.origin, stop });
  await sync.connect();
  return stead;
}

async function forward(origin: string, { method, url, headers, body }: StubRequest): Promise<Answer> {
  const sent = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' &&
    !/^(?:host|connection|content-length|accept-encoding|transfer-encoding)$/.test(name)
      ? [[name, value] as [string, string]]
      : [],
  );
  const reply = await fetch(origin + url, { method, headers: sent, ...(body === '' ? {} : { body }) });
  return { status: reply.status, json: await reply.json() };
}
