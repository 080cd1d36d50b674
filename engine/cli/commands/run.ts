/**
 * `tracejit run`, as far as node is concerned: its help. The launcher (native/python/launcher/tracejit) turns itself into
 * python and starts no node.
 */
import type { Command } from 'commander';
import { UsageError } from '../usage-error.ts';

const DETAILS = `
--parallel, before the script: loops whose iterations are proved independent run on several cores, with the same results to
the last bit (the knob TRACEJIT_PARALLEL). tracejit explain --parallel says which, and why others do not.
python options before the script (-O, -u, -X…, -W…) go to python. The exit code is the script's own; 2 and 3 are the
launcher's, where no script could be started. Environment variables: tracejit knobs.`;

export function define(command: Command): void {
  command
    .usage('[--parallel] [python options] (script.py | -m module | -c code | -) [arguments]')
    .addHelpText('after', DETAILS)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw new UsageError('run: scripts are started by the launcher, node_modules/.bin/tracejit');
    });
}
