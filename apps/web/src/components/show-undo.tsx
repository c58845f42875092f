import { notifications } from '@mantine/notifications';

/** Says in the corner that something was done, with a way to take it back that stays for 15 s. */
export function showUndo(message: string, onUndo: () => void): void {
  const id = notifications.show({
    color: 'teal',
    autoClose: 15_000,
    withBorder: true,
    message: (
      <span className="row">
        {message}
        <button
          type="button"
          className="link-button"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          Undo
        </button>
      </span>
    ),
  });
}
