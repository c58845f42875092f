import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSession, useSessionKeeper } from '../../session.tsx';

/** Says on every screen that an admin looks as somebody else, and ends it. */
export function ViewAsBanner() {
  const { user, isViewedAs } = useSession();
  const keeper = useSessionKeeper();
  const cache = useQueryClient();
  const navigate = useNavigate();
  if (!isViewedAs) return null;
  const end = async () => {
    await keeper.viewAs(null);
    cache.clear();
    await navigate({ to: '/settings/users' });
  };
  return (
    <div className="shell-banner" role="status">
      <span aria-hidden>◉</span>
      <span>
        <strong>You see what {user.name} sees</strong>, as {user.role}. Nothing can be changed meanwhile.
      </span>
      <Button variant="default" size="xs" style={{ flexShrink: 0 }} onClick={() => void end()}>
        End
      </Button>
    </div>
  );
}
