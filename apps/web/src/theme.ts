import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

/** The one accent colour, light to dark; text on shades 6 and up is white at 4.5 : 1 or more. */
const rail: MantineColorsTuple = [
  '#eef0fd',
  '#dcdff8',
  '#b9bff0',
  '#98a1ea',
  '#7a85e2',
  '#5d69d3',
  '#4652bd',
  '#3a46a8',
  '#2f398c',
  '#252d70',
];

/** For buttons that take something away; white text stands on shade 6 at 4.5 : 1 or more. */
const danger: MantineColorsTuple = [
  '#fdebe5',
  '#f9d3c8',
  '#f2ac99',
  '#e98568',
  '#dc6242',
  '#c4451f',
  '#b13a18',
  '#a93214',
  '#8c2910',
  '#6d1f0b',
];

/** Mantine's look in our terms: Inter, 14 px base, small radii, one accent. */
export const theme = createTheme({
  primaryColor: 'rail',
  primaryShade: { light: 6, dark: 5 },
  colors: { rail, danger },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: { fontWeight: '600' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 150 } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 100 } } },
  },
});
