import { Status } from './status.tsx';

/** Whether the language model answers, as mark and word. */
export function ModelState({ failure }: { failure: object | null }) {
  return failure === null ? (
    <Status tone="good" label="Answers" />
  ) : (
    <Status tone="bad" label="Needs attention" />
  );
}
