/**
 * pythonia's bridge to a process of our own starting. Its main module starts a `python3` as soon as it is imported, one for the
 * whole program, and never says that it ended: so its parts are taken instead (DECISIONS.md, J-002).
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** An object of the Python process as pythonia shows it: each property can be called, and gives a promise. */
export interface Remote {
  /** `$`: the last argument holds pythonia's own options. */
  fileImport$(name: string, path: string, folder: string, options: Unlimited): Promise<Remote>;
  handle$(text: string, options: Unlimited): Promise<string>;
}

/** Without it pythonia waits for 100 s, and keeps node running as long, even when Python has ended. */
export interface Unlimited {
  $timeout: number;
}

type Handler = (message: unknown) => unknown;

/** What carries pythonia's messages: `recieve` (sic) gives one that came to whoever waits for it. */
interface Com {
  register(id: unknown, handler: Handler): void;
  recieve(message: unknown): void;
}

interface Bridge {
  end(): void;
  makePyObject(id: number): Remote;
}

interface Pythonia {
  readonly StdioCom: new () => Com;
  readonly Bridge: new (com: Com) => Bridge;
  /** The script that a Python process of pythonia's runs. */
  readonly script: string;
}

let loaded: Pythonia | undefined;

function pythonia(): Pythonia {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  // With DEBUG set (for another package, as a rule) pythonia prints every message to stdout; it looks while it is loaded.
  const { DEBUG } = process.env;
  delete process.env['DEBUG'];
  const { StdioCom } = require('pythonia/src/pythonia/IpcPipeCom.js');
  const { Bridge } = require('pythonia/src/pythonia/Bridge.js');
  if (DEBUG !== undefined) process.env['DEBUG'] = DEBUG;
  const script = join(dirname(require.resolve('pythonia')), 'interface.py');
  loaded = { StdioCom, Bridge, script };
  return loaded;
}

/** A Python process with pythonia's script in it. */
export interface BridgedPython {
  readonly child: ChildProcess;
  /** pythonia's own functions in the process. */
  readonly root: Remote;
}

/**
 * Starts Python with pythonia's script.
 * @param command program and arguments that stand before the script
 * @param options env and cwd; stdin is empty, stdout is this process's, stderr a pipe
 */
export function startBridge(command: readonly [string, ...string[]], options: SpawnOptions): BridgedPython {
  const { StdioCom, Bridge, script } = pythonia();
  const [program, ...args] = command;
  const child = spawn(program, [...args, script], { ...options, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });

  /** Node's public send(): pythonia's own way is by a private handle, and says nothing when it fails. */
  class Channel extends StdioCom {
    /** Called by pythonia's constructor, which would start a process here. */
    start() {
      Object.assign(this, { handlers: {} });
    }

    write(message: { r: unknown }, handler?: Handler) {
      this.writeRaw(JSON.stringify(message), message.r, handler);
    }

    writeRaw(text: string, id: unknown, handler?: Handler) {
      if (handler) this.register(id, handler);
      // An error means that the process is gone: its `exit` event ends whatever waits.
      child.send(JSON.parse(text), () => undefined);
    }
  }

  const channel = new Channel();
  child.on('message', (message) => channel.recieve(message));
  const bridge = new Bridge(channel);
  // Stops its timer, which frees remote objects every second and keeps node running: we make one, and keep it.
  bridge.end();
  return { child, root: bridge.makePyObject(0) };
}
