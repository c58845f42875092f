import { Link } from '@tanstack/react-router';
import './settings-navigation.css';

/** The pages under Settings. */
export function SettingsNavigation() {
  return (
    <nav aria-label="Settings" className="settings-nav">
      <Link to="/settings/integrations">Integrations</Link>
      <Link to="/settings/configurations/fields" search={{}}>
        Fields
      </Link>
      <Link to="/settings/configurations/tiers">Tiers</Link>
      <Link to="/settings/configurations/cadence">Cadence</Link>
      <Link to="/settings/configurations/health">Health score</Link>
      <Link to="/settings/configurations/insights">Insights</Link>
      <Link to="/settings/configurations/exclusions">Exclusions & attribution</Link>
      <Link to="/settings/organisation">Organisation</Link>
      <Link to="/settings/users">Users & permissions</Link>
      <Link to="/settings/sessions">Sessions</Link>
      <Link to="/settings/tokens">Tokens</Link>
      <Link to="/settings/alarms">Alarms</Link>
      <Link to="/settings/audit" search={{}}>
        Audit
      </Link>
    </nav>
  );
}
