import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { NotAllowed } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { SettingsNavigation } from '../../components/settings-navigation.tsx';
import { useAlarmWebhook } from '../../queries/alarms.ts';
import { useIsAdmin } from '../../session.tsx';
import { LastNotices } from './last-notices.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookPanel } from './webhook-panel.tsx';

/** Settings > Alarms: where alarms are told beside Data sync, of which kinds, and what came of it. */
export function AlarmsScreen() {
  return (
    <Page title="Alarms" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      {useIsAdmin() ? <Content /> : <NotAllowed>Your role may not see where alarms are told.</NotAllowed>}
    </Page>
  );
}

function Content() {
  const webhook = useAlarmWebhook();
  // What is set stays as the form until its signing key was taken.
  const [isSetting, setIsSetting] = useState(false);
  return (
    <Loaded query={webhook} what="the alarm webhook">
      {(value) => (
        <>
          <p className="quiet" style={{ maxWidth: 640 }}>
            Alarms stand on <Link to="/sync">Data sync</Link>. A webhook tells them to a program of yours as
            well: no content of meetings or accounts, only what is wrong and what to do.
          </p>
          {value.origin === null || isSetting ? (
            <WebhookForm
              webhook={value}
              onBegin={() => setIsSetting(true)}
              onDone={() => setIsSetting(false)}
            />
          ) : (
            <WebhookPanel webhook={value} origin={value.origin} onReplace={() => setIsSetting(true)} />
          )}
          <LastNotices notices={value.notices} />
        </>
      )}
    </Loaded>
  );
}
