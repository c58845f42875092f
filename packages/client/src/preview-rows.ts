import { MAX_PREVIEW_ROWS, previewConfig } from '@handrail/contract';
import type { PreviewRow, RequestOf } from '@handrail/contract';
import type { CallOptions, HandrailClient } from './client.ts';

type Asked = RequestOf<typeof previewConfig>['body'];

/** All accounts of one kind of a preview, however many, each in its order. Throws as the client does. */
export async function* previewRows(
  client: HandrailClient,
  asked: Pick<Asked, 'document' | 'search'> & { readonly kind: NonNullable<Asked['kind']> },
  options?: CallOptions,
): AsyncGenerator<PreviewRow> {
  for (let skip = 0; ; skip += MAX_PREVIEW_ROWS) {
    const body = { ...asked, skip, limit: MAX_PREVIEW_ROWS };
    const { rows } = await client.call(previewConfig, { body }, options);
    yield* rows[asked.kind];
    if (rows[asked.kind].length < MAX_PREVIEW_ROWS) return;
  }
}
