/** The reports' door for `engine/cli`, which imports it dynamically. */
export { performancePage } from './performance/page.ts';
