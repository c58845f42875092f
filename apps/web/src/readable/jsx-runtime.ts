// What every screen's elements are made by (decision 0061): React's own, after the texts that they show lost the
// characters that would turn the direction of what stands around them.
import type { ElementType, Key, ReactElement } from 'react';
import * as react from 'react/jsx-runtime';
import { withReadableTexts } from './without-direction-marks.ts';

export { Fragment } from 'react/jsx-runtime';
export type { JSX } from 'react';

/** An element with one child, or none. */
export function jsx(type: ElementType, props: unknown, key?: Key): ReactElement<unknown> {
  return react.jsx(type, withReadableTexts(props), key);
}

/** An element with several children. */
export function jsxs(type: ElementType, props: unknown, key?: Key): ReactElement<unknown> {
  return react.jsxs(type, withReadableTexts(props), key);
}
