/** The harness itself failed: no observation, and no divergence. The message says which process, and its last words. */
export class WorkerError extends Error {
  override name = 'WorkerError';
}
