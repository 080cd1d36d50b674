/** The reports' door for `engine/cli`, which imports it dynamically. */
export { NoFont } from './charts/fonts.ts';
export { gatherReport } from './gather.ts';
export { performancePage } from './performance/page.ts';
export { RefusedFile } from './results/refused.ts';
export { serveFolder } from './serve.ts';
