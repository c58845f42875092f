import type { ObjectStore } from '../gainsight/object-store.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import { dataTypes, type FieldDefinition, type PicklistItem } from '../world.ts';
import { html, renderTable, type Html } from './html.ts';

type Form = Readonly<Record<string, string>>;

/** The fields of an object with what an admin can do to each, and the form that adds one. */
export function renderFieldAdmin(store: RecordStore, { object }: ObjectStore, form: Form): Html {
  return html`<h2 id="fields">Fields of ${object.label}</h2>
    <form class="find" action="/__sandbox#fields">
      <input type="hidden" name="tab" value="admin" />
      <label
        >Object
        <select name="object">
          ${store
            .list()
            .map(
              ({ object: { name, label } }) =>
                html`<option value="${name}" ${name === object.name ? html`selected` : ''}>
                  ${label} (${name})
                </option>`,
            )}
        </select></label
      ><button>Show</button>
    </form>
    ${renderAdd(object.name, form)}
    ${renderTable(
      ['Field', 'Type', 'Items', 'Change', ''],
      object.fields.map((field) => [
        html`<div>
          <strong>${field.label}</strong>${field.hidden === true ? ' (hidden)' : ''}<br /><code
            >${field.name}</code
          >
        </div>`,
        field.type,
        renderItems(object.name, field),
        field.group === 'SYSTEM' ? '' : renderChange(object.name, field),
        field.group === 'SYSTEM' ? '' : renderButtons(object.name, field),
      ]),
    )}`;
}

function renderAdd(object: string, form: Form): Html {
  const field = (name: string, label: string, hint: string, isRequired = false) =>
    html`<label
      >${label}
      <input
        name="${name}"
        value="${form[name] ?? ''}"
        placeholder="${hint}"
        ${isRequired ? html`required` : ''}
    /></label>`;
  return actForm('field-add', { object }, 'card', [
    html`<div class="grid">
        ${field('name', 'New field', 'Seats__gc', true)} ${field('label', 'Label', 'Seats')}
        <label
          >Type
          <select name="type">
            ${dataTypes.map((type) => html`<option ${type === (form['type'] ?? 'STRING') ? html`selected` : ''}>${type}</option>`)}
          </select></label
        >
        ${field('items', 'Items of a picklist', 'Gold, Silver')}
        ${field('lookupObject', 'Object of a lookup', 'company')}
      </div>
      <button class="main">Add field</button>`,
  ]);
}

/** Name and type of a custom field may change, of a standard one the label alone. */
function renderChange(object: string, { name, label, group }: FieldDefinition): Html {
  return html`<details>
    <summary>Rename</summary>
    ${actForm('field-change', { object, field: name }, '', [
      html`<label>Label <input name="label" value="${label}" required /></label>`,
      group === 'CUSTOM' ? html`<label>Name <input name="name" value="${name}" required /></label>` : html``,
      html`<p class="acts"><button>Save</button></p>`,
    ])}
  </details>`;
}

function renderButtons(object: string, { name, hidden, group }: FieldDefinition): Html {
  const isHidden = hidden === true;
  return html`<div class="acts bare">
    ${actForm('field-change', { object, field: name, hidden: String(!isHidden) }, '', [
      html`<button aria-label="${isHidden ? 'Show' : 'Hide'} ${name}">${isHidden ? 'Show' : 'Hide'}</button>`,
    ])}
    ${
      group === 'CUSTOM'
        ? actForm('field-remove', { object, field: name }, '', [
            html`<button class="danger" aria-label="Remove ${name}">Remove</button>`,
          ])
        : ''
    }
  </div>`;
}

function renderItems(object: string, field: FieldDefinition): Html {
  if (field.items === undefined) return html``;
  const inactive = field.items.filter(({ active }) => !active).length;
  return html`<details>
    <summary>${field.items.length} items${inactive === 0 ? '' : `, ${inactive} inactive`}</summary>
    ${field.items.map((item) => renderItem(object, field.name, item))}
    ${actForm('item-add', { object, field: field.name }, 'item', [
      html`<input name="label" aria-label="New item of ${field.name}" placeholder="New item" required />`,
      html`<button>Add</button>`,
    ])}
  </details>`;
}

function renderItem(object: string, field: string, { gsid, label, active }: PicklistItem): Html {
  const verb = active ? 'Deactivate' : 'Activate';
  return actForm('item-change', { object, field, item: gsid, active: String(!active) }, 'item', [
    active ? html`<span>${label}</span>` : html`<s>${label}</s>`,
    html`<button aria-label="${verb} ${label}">${verb}</button>`,
  ]);
}

/** A form of an admin's act with what it is about. */
function actForm(act: string, about: Form, look: string, parts: readonly Html[]): Html {
  return html`<form method="post" action="/__sandbox/page/admin/${act}" class="${look}">
    ${Object.entries(about).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${parts}
  </form>`;
}
