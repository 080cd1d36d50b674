/** An engine with the mutant that TRACEJIT_MUTANT names. Otherwise build/engine.cjs: same arguments, same knobs. A program. */
import { run } from '../../engine/service/main.ts';
import { partsOf } from './parts.ts';
import { mutantNamed } from './table.ts';

process.env['TRACEJIT_CACHE'] = ''; // what is wrong on purpose is never kept

async function main(): Promise<void> {
  await run(process.argv.slice(2), partsOf(mutantNamed(process.env['TRACEJIT_MUTANT'] ?? '')));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`tracejit mutant engine: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
