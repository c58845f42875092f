import { listPreviewRows, MAX_PREVIEW_ROWS } from '@handrail/contract';
import type { PreviewRow, ReplyOf, RequestOf } from '@handrail/contract';
import type { CallOptions, HandrailClient } from './client.ts';

type Asked = RequestOf<typeof listPreviewRows>['body'];

/** All accounts of one kind of a preview, however many, each in its order. Throws as the client does. */
export async function* previewRows(
  client: HandrailClient,
  asked: Pick<Asked, 'document' | 'kind' | 'search'>,
  options?: CallOptions,
): AsyncGenerator<PreviewRow> {
  let cursor: string | null = null;
  do {
    const at = cursor === null ? {} : { cursor };
    const body = { ...asked, ...at, limit: MAX_PREVIEW_ROWS };
    const page: ReplyOf<typeof listPreviewRows> = await client.call(listPreviewRows, { body }, options);
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
