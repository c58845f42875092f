/** The words for parents that go round in a circle, as Why? has them too. */
export { cycleInWords } from '@handrail/core';
