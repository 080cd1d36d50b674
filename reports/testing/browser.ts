/** A headless Chromium, spoken to over pipes by the DevTools protocol: no library is needed for the few words used here. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/** Path of the browser of this machine; null without one. */
export function findBrowser(): string | null {
  const names = ['chromium', 'chromium-headless-shell', 'google-chrome'];
  return names.find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

export interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

type Answer = Readonly<Record<string, unknown>>;

const OPTIONS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--hide-scrollbars',
  '--remote-debugging-pipe',
];

const LONGEST_LOAD_MS = 20_000;

export class Browser {
  private readonly child: ChildProcess;
  private readonly profile = mkdtempSync(join(tmpdir(), 'tracejit-browser-'));
  private readonly waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  private readonly events: { method: string; params: Answer }[] = [];
  private session: string | undefined;
  private count = 0;
  private rest = '';

  constructor(program: string) {
    this.child = spawn(program, [...OPTIONS, `--user-data-dir=${this.profile}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    (this.child.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => this.hear(text));
    // A browser that is gone is told of by `say`.
    (this.child.stdio[3] as Writable).on('error', () => undefined);
    this.child.once('exit', (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`the browser ended with ${code}`));
    });
  }

  /** Opens a file, as wide and as light or dark as asked for. */
  async open(file: string, { width, scheme }: View): Promise<void> {
    const { targetId } = await this.say('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.say('Target.attachToTarget', { targetId, flatten: true });
    this.session = sessionId as string;
    await this.say('Page.enable');
    await this.say('Network.enable');
    await this.say('Emulation.setDeviceMetricsOverride', {
      width,
      height: 800,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    await this.say('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    this.events.length = 0;
    await this.say('Page.navigate', { url: pathToFileURL(file).href });
    const latest = Date.now() + LONGEST_LOAD_MS;
    while (!this.events.some(({ method }) => method === 'Page.loadEventFired')) {
      if (Date.now() > latest) throw new Error(`${file} was not loaded in ${LONGEST_LOAD_MS} ms`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Addresses that the page asked for since it was opened. */
  requests(): string[] {
    return this.events
      .filter(({ method }) => method === 'Network.requestWillBeSent')
      .map(({ params }) => (params['request'] as { url: string }).url);
  }

  /** Value of a JavaScript expression in the page. */
  async value(expression: string): Promise<unknown> {
    const { result } = await this.say('Runtime.evaluate', { expression, returnByValue: true });
    return (result as { value: unknown }).value;
  }

  async pressTab(): Promise<void> {
    const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
    await this.say('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await this.say('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }

  /** The whole page as a PNG file. */
  async picture(): Promise<Buffer> {
    const { data } = await this.say('Page.captureScreenshot', { captureBeyondViewport: true });
    return Buffer.from(data as string, 'base64');
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode === null) {
      this.child.kill('SIGKILL');
      await gone;
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private say(method: string, params: object = {}): Promise<Answer> {
    if (this.child.exitCode !== null) return Promise.reject(new Error(`the browser ended with ${this.child.exitCode}`));
    const id = ++this.count;
    const message = { id, method, params, ...(this.session === undefined ? {} : { sessionId: this.session }) };
    if (method.startsWith('Target.')) delete message.sessionId;
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => void this.waiting.set(id, { resolve, reject }));
  }

  private hear(text: string): void {
    const messages = (this.rest + text).split('\0');
    this.rest = messages.pop() ?? '';
    for (const message of messages) {
      const { id, method, params, result, error } = JSON.parse(message) as {
        id?: number;
        method: string;
        params: Answer;
        result: Answer;
        error?: { message: string };
      };
      if (id === undefined) this.events.push({ method, params });
      else if (error) this.waiting.get(id)?.reject(new Error(error.message));
      else this.waiting.get(id)?.resolve(result);
    }
  }
}
