import {
  IconBuilding,
  IconChecklist,
  IconHome,
  IconMessages,
  IconRefresh,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatCounted } from '../../components/format-value.ts';
import { useStatus } from '../../queries/status.ts';
import { useSession } from '../../session.tsx';
import { UserMenu } from './user-menu.tsx';

const PLACES = [
  { to: '/', label: 'Home', Icon: IconHome, isExact: true },
  { to: '/accounts', label: 'Accounts', Icon: IconBuilding, isExact: false },
  { to: '/meetings', label: 'Meetings', Icon: IconMessages, isExact: false },
  { to: '/stakeholders', label: 'Stakeholders', Icon: IconUsers, isExact: false },
  { to: '/review', label: 'Review', Icon: IconChecklist, isExact: false },
  { to: '/sync', label: 'Data sync', Icon: IconRefresh, isExact: false },
  { to: '/settings', label: 'Settings', Icon: IconSettings, isExact: false },
] as const;

/** The main navigation: at the side, on a phone at the bottom. Open reviews and alarms nobody has acknowledged are counted beside theirs. */
export function Navigation() {
  const { workspace } = useSession();
  const status = useStatus().data;
  const unseen = status?.alarms.filter(({ acknowledgedAt }) => acknowledgedAt === null).length ?? 0;
  return (
    <header className="shell-side">
      <div className="shell-brand">
        <img src="/icon.svg" alt="" width={22} height={22} />
        <div className="cut">
          <div className="shell-product">Handrail</div>
          <div className="small quiet cut" dir="auto">
            {workspace.name}
          </div>
        </div>
      </div>
      <nav aria-label="Main" className="shell-nav">
        {PLACES.map(({ to, label, Icon, isExact }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: isExact, includeSearch: false }}
            className="shell-link"
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            <span>{label}</span>
            {to === '/sync' && <Counter count={unseen} of="alarm" />}
            {to === '/review' && <Counter count={status?.counts.reviews ?? 0} of="meeting" />}
          </Link>
        ))}
      </nav>
      <UserMenu />
    </header>
  );
}

function Counter({ count, of }: { count: number; of: string }) {
  if (count === 0) return null;
  return (
    <span className={of === 'alarm' ? 'shell-count shell-alarms number' : 'shell-count number'}>
      <span aria-hidden>{count}</span>
      <span className="sr-only">, {formatCounted(count, of)}</span>
    </span>
  );
}
