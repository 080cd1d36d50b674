/** What a fork server needs to have an engine with a mutant. */
import { builtFile } from '../../engine/base/build-folder.ts';
import type { ForkServerOptions } from '../oracle/fork-server.ts';

/** @param name of the table; the server does not start with another one */
export function withMutant(name: string): ForkServerOptions {
  return { engineMain: builtFile('js/suites/mutants/engine.js'), environment: { TRACEJIT_MUTANT: name } };
}
