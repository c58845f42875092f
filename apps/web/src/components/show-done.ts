import { notifications } from '@mantine/notifications';

/** Says in the corner, for some seconds, that something was done. Failures stay where they happened instead. */
export function showDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4_000, withBorder: true });
}
