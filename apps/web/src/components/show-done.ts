import { notifications } from '@mantine/notifications';
import { withoutDirectionMarks } from '../readable/without-direction-marks.ts';

/** Says in the corner, for some seconds, that something was done. Failures stay where they happened instead. */
export function showDone(text: string): void {
  const message = withoutDirectionMarks(text);
  notifications.show({ message, color: 'teal', autoClose: 4_000, withBorder: true });
}
