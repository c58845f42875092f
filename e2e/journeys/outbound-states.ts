import { EMPTY, FAILED, usualStates } from './screen-states.ts';
import type { StatePicture } from './screen-states.ts';

/** Every screen of meetings and of what goes out, in the states that it can be in. */
export function outboundStates(meetingId: string): readonly StatePicture[] {
  const card = '/settings/integrations/gainsight';
  const configurations = '/settings/configurations';
  return [
    ...usualStates('meetings', '/meetings', 'meetings'),
    { name: 'meetings-empty', path: '/meetings', answers: { meetings: EMPTY } },
    ...usualStates('meeting', `/meetings/${meetingId}`, `meetings/${meetingId}`),
    ...usualStates('review', '/review', 'reviews'),
    { name: 'review-empty', path: '/review', answers: { reviews: EMPTY } },
    ...usualStates('timeline', `${card}?tab=timeline`, 'timeline'),
    { name: 'timeline-partial', path: `${card}?tab=timeline`, answers: { 'timeline/types': FAILED } },
    ...usualStates('writeback', `${card}?tab=writeback`, 'writeback'),
    ...usualStates('outbox', '/sync/outbox', 'outbox'),
    { name: 'outbox-empty', path: '/sync/outbox', answers: { outbox: EMPTY } },
    ...usualStates('health', `${configurations}/health`, 'config'),
    ...usualStates('insights', `${configurations}/insights`, 'config'),
    ...usualStates('exclusions', `${configurations}/exclusions`, 'config'),
    ...usualStates('organisation', '/settings/organisation', 'workspace'),
    ...usualStates('gong', '/settings/integrations/gong', 'connections'),
    ...usualStates('files', '/settings/integrations/files', 'meetings/imports'),
    { name: 'files-empty', path: '/settings/integrations/files', answers: { 'meetings/imports': EMPTY } },
  ];
}
