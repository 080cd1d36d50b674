/** Where things are: every path of the project hangs on the folder of package.json. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's top folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * A path inside the clone.
 * @param {...string} parts
 */
export function at(...parts) {
  return join(ROOT, ...parts);
}
