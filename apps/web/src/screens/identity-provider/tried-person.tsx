import { ProblemError } from '@handrail/client';
import { Facts } from '../../components/facts.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSessionKeeper } from '../../session.tsx';

const VERIFIED = { true: 'verified', false: 'not verified', null: 'the provider does not say' } as const;

/** What came of the try that this tab came back from; nothing otherwise. */
export function TriedPerson() {
  const tried = useSessionKeeper().tried();
  if (tried === null) return null;
  if (tried instanceof ProblemError) {
    return <FailedState title="The try did not succeed; nothing was changed" error={tried} />;
  }
  return (
    <Notice tone="good" title="It works: nobody was signed in by this try">
      <Facts
        layout="list"
        facts={[
          { label: 'Name', value: <span dir="auto">{tried.name ?? '–'}</span> },
          { label: 'Address', value: <span dir="auto">{tried.email ?? '–'}</span> },
          { label: 'Address is', value: VERIFIED[`${tried.isEmailVerified}`] },
          { label: 'Subject', value: <code>{tried.subject}</code> },
        ]}
      />
      {!tried.isEmailVouched && (
        <p>
          This address cannot say who somebody is. Name its domain as owned by the issuer, if that is so; else
          an admin decides for each person.
        </p>
      )}
    </Notice>
  );
}
