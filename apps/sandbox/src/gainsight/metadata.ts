import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { describeObject, shownPrefix } from './describe-object.ts';
import { findAllowed, isPresent } from './find-allowed.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';
import { metadataReply, shapeOfRow } from './reply-shapes.ts';

const objectPath = z.object({ object: z.string() });
const categoryPath = z.object({ category: z.string() });
/** Flags are strings in the documented sample; of all of them only this one changes what our objects show. */
const describeRequest = z.object({
  objectNames: z.array(z.string()).min(1),
  removeHidden: z.union([z.string(), z.boolean()]).optional(),
});
const metadata = { area: 'Metadata', mark: 'documented', reply: metadataReply(z.array(shapeOfRow)) } as const;
const listDocument = documented({ ...metadata, summary: 'List the objects' });
const filteredListDocument = documented({ ...metadata, mark: 'client', summary: 'List the objects (POST)' });
const describeDocument = documented({ ...metadata, summary: 'Describe an object with its fields' });
const describeManyDocument = documented({
  ...metadata,
  summary: 'Describe several objects',
  body: describeRequest,
});
const dropdownDocument = documented({
  ...metadata,
  summary: 'Items of a picklist category',
  reply: metadataReply(z.looseObject({ categoryDetails: shapeOfRow, childItems: z.array(shapeOfRow) })),
});

/** Serves the object list, describe and dropdown calls (reference section 11). */
export function registerMetadata(app: FastifyInstance, context: SandboxContext, store: RecordStore): void {
  const reply = (requestId: string, data: unknown) => ({ requestId, result: true, data });

  const list = () =>
    store
      .list()
      .filter((object) => isPresent(object, context))
      .map(listed);

  app.get('/v1/meta/services/objects/list', listDocument, (request) => reply(request.id, list()));
  app.post('/v1/meta/services/objects', filteredListDocument, (request) => reply(request.id, list()));

  app.get('/v1/meta/services/objects/:object/describe', describeDocument, (request) => {
    const { object } = objectPath.parse(request.params);
    const { multiSelectOptions } = context.switches;
    return reply(request.id, [
      describeObject(findAllowed(store, context, object, 'metadata'), store, { multiSelectOptions }),
    ]);
  });

  app.post('/v1/meta/services/objects/describe', describeManyDocument, (request) => {
    const parsed = describeRequest.safeParse(request.body);
    if (!parsed.success) throw new Refusal(400, 'INVALID_REQUEST', 'Object names are missing.', 'metadata');
    const { multiSelectOptions } = context.switches;
    const removesHidden = String(parsed.data.removeHidden) === 'true';
    const found = parsed.data.objectNames.map((name) => findAllowed(store, context, name, 'metadata'));
    return reply(
      request.id,
      found.map((object) => describeObject(object, store, { multiSelectOptions, removesHidden })),
    );
  });

  app.get('/v1/meta/services/dropdowns/:category', dropdownDocument, (request) => {
    const { category } = categoryPath.parse(request.params);
    const field = store
      .list()
      .flatMap(({ object }) => object.fields)
      .find(({ categoryId }) => categoryId === category);
    if (field === undefined) {
      throw new Refusal(
        context.switches.objectNotFoundStatus,
        'CATEGORY_NOT_FOUND',
        'Requested category not found.',
        'metadata',
      );
    }
    // The vendor's times are epoch milliseconds here; nothing says when our made-up items came to be.
    const madeAt = Date.UTC(2024, 0, 8);
    const items = field.items ?? [];
    return reply(request.id, {
      categoryDetails: {
        gsid: category,
        name: field.label,
        type: 'PICKLIST',
        variant: field.type === 'PICKLIST' ? 'SINGLE_SELECT' : 'MULTI_SELECT',
        systemName: field.name,
        count: items.length,
        limit: 500,
        deleted: false,
        createdAt: madeAt,
        modifiedAt: madeAt,
        description: '',
      },
      childItems: items.map((item, at) => ({
        gsid: item.gsid,
        name: item.name ?? item.label,
        systemName: item.systemName,
        description: '',
        displayOrder: at + 1,
        active: item.active,
        systemDefined: field.group !== 'CUSTOM',
        default: false,
        deleted: false,
        color: null,
        shortName: null,
        categoryId: category,
        createdAt: madeAt,
        modifiedAt: madeAt,
      })),
    });
  });
}

function listed({ object }: ObjectStore): object {
  return {
    objectName: object.name,
    label: object.label,
    objectType: object.objectType,
    ...shownPrefix(object),
    transactional: object.objectType === 'CUSTOM',
    multiCurrencySupported: false,
    readable: true,
    createable: object.objectType !== 'SYSTEM',
    schemaUpdateable: object.objectType !== 'SYSTEM',
  };
}
