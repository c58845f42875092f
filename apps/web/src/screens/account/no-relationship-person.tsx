import { Notice } from '../../components/notice.tsx';
import { useConnections } from '../../queries/connections.ts';

/** Says that the tenant does not show who belongs to a relationship; nothing where it does, or nobody tried yet. */
export function NoRelationshipPerson() {
  const connections = useConnections();
  const gainsight = connections.data?.items.find(({ vendor }) => vendor === 'gainsight');
  const tried = gainsight?.reached.find(({ object }) => object.toLowerCase() === 'relationship_person');
  if (tried?.outcome !== 'refused') return null;
  const isAbsent = tried.code === 'gainsight_object_not_found';
  return (
    <Notice
      tone="plain"
      title={
        isAbsent
          ? 'This tenant has no Relationship Person'
          : 'The credential may not read Relationship Person'
      }
    >
      <p>
        Relationships stand here without their people. The account has all of its stakeholders none the less.
      </p>
    </Notice>
  );
}
