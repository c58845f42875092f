import { Link } from '@tanstack/react-router';
import { useStatus } from '../../queries/status.ts';

/** Says on every screen that nothing goes out, as long as that is so. */
export function OutgoingPausedBanner() {
  const status = useStatus();
  if (status.data?.outgoingPaused !== true) return null;
  return (
    <div className="shell-banner" role="status">
      <span aria-hidden>‖</span>
      <span>
        <strong>Everything outgoing is paused.</strong> Nothing is written to Gainsight until it is resumed
        under <Link to="/sync">Data sync</Link>.
      </span>
    </div>
  );
}
