/** The words for a field that changed, as Why? has them too. */
export { fieldInWords } from '@handrail/core';
