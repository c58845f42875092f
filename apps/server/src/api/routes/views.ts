import { changeView, deleteView, listViews, listViewSchema, saveView } from '@handrail/contract';
import type { ListView } from '@handrail/contract';
import {
  changeView as change,
  deleteView as forget,
  findView,
  listViews as readViews,
  saveView as keep,
} from '@handrail/database';
import type { ListViewRow, ViewsOf, WorkspaceTransaction } from '@handrail/database';
import { notFound, RequestError, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import type { Caller } from '../session.ts';

const MOST = 50;

/** The views of lists that a person keeps for themselves. */
export function viewRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listViews, ({ workspace, query, caller }) =>
      workspace.transaction((tx) => present(tx, { user_id: caller.userId, list: query.list })),
    ),
    route(saveView, ({ workspace, body, caller }) =>
      workspace.transaction(async (tx) => {
        const of = { user_id: caller.userId, list: body.list };
        const standing = await readViews(tx, of);
        const isNew = !standing.some(({ name }) => name === body.name);
        if (isNew && standing.length >= MOST) throw tooManyViews();
        await keep(tx, { ...body, ...of, created_at: clock.now() });
        return present(tx, of);
      }),
    ),
    route(changeView, ({ workspace, params, body, caller }) =>
      workspace.transaction(async (tx) => {
        const view = await getView(tx, caller, params.id);
        const others = (await readViews(tx, view)).filter(({ id }) => id !== view.id);
        if (others.some(({ name }) => name === body.name)) throw nameTaken();
        await change(tx, view, { name: body.name, is_default: body.isDefault });
        return present(tx, view);
      }),
    ),
    route(deleteView, ({ workspace, params, caller }) =>
      workspace.transaction(async (tx) => {
        const view = await getView(tx, caller, params.id);
        await forget(tx, view);
        return present(tx, view);
      }),
    ),
  ];
}

async function getView(tx: WorkspaceTransaction, { userId }: Caller, id: string): Promise<ListViewRow> {
  const view = await findView(tx, userId, id);
  if (view === undefined) throw notFound('view');
  return view;
}

async function present(tx: WorkspaceTransaction, of: ViewsOf): Promise<{ items: ListView[] }> {
  const rows = await readViews(tx, of);
  return {
    items: rows.map(({ id, name, search, columns, is_default: isDefault }) => ({
      id,
      name,
      search: listViewSchema.shape.search.catch({}).parse(search),
      columns,
      isDefault,
    })),
  };
}

function nameTaken(): RequestError {
  return new RequestError('request_invalid', [{ path: 'name', message: 'is the name of another view' }]);
}

function tooManyViews(): ServerError {
  return new ServerError({
    code: 'too_many_views',
    message: `There can be ${MOST} views of a list.`,
    remedy: 'Delete a view that is no longer needed.',
  });
}
