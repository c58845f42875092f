import { Notice } from '../../components/notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useFields } from '../../queries/connections.ts';
import { MappingList } from './mapping-list.tsx';
import { TouchCadence } from './touch-cadence.tsx';

const NONE: readonly never[] = [];

/** The stakeholder's fields, filled from those of the company person, and of the person as `Person.<field>`. */
export function StakeholderMapping(parts: { draft: ConfigDraft; search: string; isReadOnly: boolean }) {
  const companyPerson = useFields('company_person', true);
  const person = useFields('person', true);
  return (
    <Loaded query={companyPerson} what="the fields of company people">
      {(ofCompanyPerson) => (
        <Loaded query={person} what="the fields of people">
          {(ofPerson) => {
            const fields = [
              ...ofCompanyPerson.items,
              ...ofPerson.items.map((field) => ({ ...field, name: `Person.${field.name}` })),
            ];
            return (
              <>
                {fields.length === 0 && (
                  <Notice tone="plain" title="Gainsight has not told the fields of people yet">
                    <p>
                      Type API names: a field of the company person as it is called, one of the person as{' '}
                      <code>Person.Name</code>. They are not checked here; the first run that reads people
                      does.
                    </p>
                  </Notice>
                )}
                <MappingList
                  {...parts}
                  side="stakeholder"
                  sources={{ fields, records: null }}
                  proposals={NONE}
                  changes={NONE}
                />
                {parts.search === '' && <TouchCadence draft={parts.draft} isReadOnly={parts.isReadOnly} />}
              </>
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
}
