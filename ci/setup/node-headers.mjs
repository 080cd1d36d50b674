/** Node's C headers: llvm-bindings compiles against them, and its cmake-js would fetch them from the internet. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds `include/node` of the node that runs us, if it came with headers. */
function ownPrefix() {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  return existsSync(join(prefix, 'include/node/node_api.h')) ? prefix : null;
}

/** True when the headers must come from Debian's libnode-dev. */
export function needsLibnode() {
  return ownPrefix() === null;
}

/** Value for `npm_config_nodedir`. libnode-dev puts its headers into /usr/include/node. */
export function nodePrefix() {
  return ownPrefix() ?? '/usr';
}
