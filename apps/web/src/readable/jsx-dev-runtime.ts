// The same as jsx-runtime.ts while developing, when React is told where an element was written.
import type { ElementType, Key, ReactElement } from 'react';
import * as react from 'react/jsx-dev-runtime';
import { withReadableTexts } from './without-direction-marks.ts';

export { Fragment } from 'react/jsx-dev-runtime';
export type { JSX } from 'react';

/** An element with any number of children, and where it stands in the source. */
export function jsxDEV(
  type: ElementType,
  props: unknown,
  key: Key | undefined,
  isStatic: boolean,
  source?: react.JSXSource,
  self?: unknown,
): ReactElement<unknown> {
  return react.jsxDEV(type, withReadableTexts(props), key, isStatic, source, self);
}
