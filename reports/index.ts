/** The reports' door for `engine/cli`, which imports it dynamically. */
export { gatherReport } from './gather.ts';
export { performancePage } from './performance/page.ts';
export { RefusedFile } from './results/refused.ts';
export { serveFolder } from './serve.ts';
