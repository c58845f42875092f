import { Link } from '@tanstack/react-router';
import { EmptyState } from './empty-state.tsx';
import { Page } from './page.tsx';

/** What stands at an address that leads nowhere. */
export function ScreenNotFound() {
  return (
    <Page title="Nothing stands at this address">
      <EmptyState action={<Link to="/">Go to Home</Link>}>
        The link may be mistyped, or what it led to is gone.
      </EmptyState>
    </Page>
  );
}
