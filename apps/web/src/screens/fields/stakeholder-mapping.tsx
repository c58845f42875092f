import type { ReplyOf, listFields } from '@handrail/contract';
import { OF_PERSON } from '@handrail/core';
import { Notice } from '../../components/notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useFields } from '../../queries/connections.ts';
import { ChangedFields } from './changed-fields.tsx';
import { MappingList } from './mapping-list.tsx';
import type { MappingParts } from './mapping-list.tsx';
import { SampledFields } from './sampled-fields.tsx';
import { describeLooked, sourcesOf } from './source-fields.ts';
import { TouchCadence } from './touch-cadence.tsx';

type Fields = ReplyOf<typeof listFields>;

/** The stakeholder's fields, filled from those of the company person, and of the person as `Person.<field>`. */
export function StakeholderMapping(parts: MappingParts) {
  const companyPerson = useFields('company_person', true);
  const person = useFields('person', true);
  return (
    <Loaded query={companyPerson} what="the fields of company people">
      {(ofCompanyPerson) => (
        <Loaded query={person} what="the fields of people">
          {(ofPerson) => {
            const sources = [...sourcesOf(ofCompanyPerson), ...sourcesOf(ofPerson, OF_PERSON)];
            return (
              <>
                {sources.length === 0 ? (
                  <Notice tone="plain" title="Gainsight has not told the fields of people yet">
                    <p>
                      Type API names: a field of the company person as it is called, one of the person as{' '}
                      <code>Person.Name</code>. They are not checked here; the first run that reads people
                      does.
                    </p>
                  </Notice>
                ) : (
                  <>
                    <p className="quiet small">{describeFigures(ofCompanyPerson, ofPerson)}</p>
                    <SampledFields
                      people={ofPerson.sampled}
                      places={ofCompanyPerson.sampled}
                      isReadOnly={parts.isReadOnly}
                    />
                  </>
                )}
                <ChangedFields objects={['company_person', 'person', 'relationship_person']} />
                <MappingList
                  {...parts}
                  side="stakeholder"
                  sources={sources}
                  // What is said of a person at the company is nearer than what is said of them anywhere.
                  proposals={[...ofCompanyPerson.proposals, ...ofPerson.proposals]}
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

function describeFigures(ofCompanyPerson: Fields, ofPerson: Fields): string {
  if (ofCompanyPerson.records === null && ofPerson.records === null) {
    return 'Samples and fill rates stand here once a run has read stakeholders.';
  }
  const people = describeLooked(ofPerson, 'person', 'people');
  const ties = describeLooked(ofCompanyPerson, 'place at an account', 'places at accounts');
  return `Samples and fill rates are of ${people} and of ${ties}.`;
}
