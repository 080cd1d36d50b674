/** `tracejit report`: what the other commands left, in one folder. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { makeFolder } from '../output-file.ts';
import { UsageError } from '../usage-error.ts';

/** Where results are looked for unless told. */
const RESULTS = 'tracejit-results';

interface ReportFlags {
  readonly output: string;
  readonly charts?: string;
  readonly open?: boolean;
  readonly port: number;
}

const EXAMPLES = `
Examples:
  tracejit test tests/ --json > tracejit-results/test.json
  tracejit bench my.py --json tracejit-results/bench.json
  tracejit report --open                    both in one folder, tracejit-report, shown by your browser
  tracejit report shards/*                  what several runners found, as one
  tracejit report bench.json --charts docs  the pictures for your README: SVG, and PNG for where SVG is not shown
`;

const DETAILS = `
Files, known by what stands in them: the --json of bench, bench --parallel, gate, compare, test, fuzz and explain; mochawesome's JSON (its page
beside it comes along); a gate's history (.jsonl). Written are index.html, performance.html (one file, loads nothing),
speedup.svg, junit.xml, ctrf.json, summary.md (for GITHUB_STEP_SUMMARY) and comment.md (begins with a marker by which the next
run finds it), as far as there is something to write.

Exit codes: 0 everything is good; 1 something failed, differs or got slower; 2 a file is none of a report's, or a folder
cannot be written; 3 there was nothing to report, or no font to draw pictures with; 4 a fault of tracejit itself.`;

async function report(paths: string[], { output, charts, open, port }: ReportFlags): Promise<void> {
  const files = (paths.length > 0 ? paths : [RESULTS]).flatMap(filesAt);
  if (files.length === 0) {
    process.stderr.write('tracejit: report: no .json and no .jsonl file there: nothing to report\n');
    process.exitCode = EXIT.Unable;
    return;
  }
  const made = !existsSync(output);
  makeFolder(output, '--output');
  if (charts !== undefined) makeFolder(charts, '--charts');
  const { gatherReport, NoFont, RefusedFile, serveFolder } = await import('../../../reports/index.ts');
  const { historyChanges } = await import('../../../suites/index.ts');
  try {
    const given = { files: files.map(read), folder: output, charts: charts ?? null, changesOf: historyChanges };
    const { good, text, charts: pictures } = await gatherReport(given);
    process.stdout.write(`${text}\nreport: ${join(resolve(output), 'index.html')}\n`);
    if (charts !== undefined) process.stdout.write(chartsLine(charts, pictures));
    process.exitCode = good ? EXIT.Ok : EXIT.Found;
  } catch (error) {
    if (error instanceof RefusedFile && made) rmdirSync(output); // nothing has been written yet
    if (error instanceof RefusedFile) throw new UsageError(`report: ${error.message}`);
    if (!(error instanceof NoFont)) throw error;
    process.stderr.write(`tracejit: report: ${error.message}\n`);
    process.exitCode = EXIT.Unable;
    return;
  }
  if (!open) return;
  const { server, address } = await serveFolder(output, port);
  process.stdout.write(`${address} (Ctrl-C ends it)\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  showInBrowser(address);
}

function chartsLine(folder: string, names: readonly string[]): string {
  if (names.length === 0) return 'charts: none, since no result of tracejit bench has steady times\n';
  return `charts: ${names.map((name) => join(folder, name)).join(', ')}\n`;
}

/** A folder's own results, in the order of their names; a file as it is. @throws UsageError */
function filesAt(path: string): string[] {
  if (!existsSync(path)) throw new UsageError(`report: there is no ${path}`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.jsonl?$/.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

function read(path: string): { path: string; text: string } {
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    throw new UsageError(`report: ${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Without a desktop the address that was printed has to do. */
function showInBrowser(address: string): void {
  if (!process.stdout.isTTY) return;
  const child = spawn('xdg-open', [address], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`report: --port ${text} is no port`);
  return port;
}

export function define(command: Command): void {
  command
    .usage('[options] [file or folder...]')
    .addHelpText('before', `${EXAMPLES.trim()}\n`)
    .addHelpText('after', DETAILS)
    .argument('[path...]', 'results, or folders of them (default: tracejit-results)')
    .option('-o, --output <folder>', 'where to write', 'tracejit-report')
    .option(
      '--charts <folder>',
      'write the pictures for a README there: speedup.svg, speedup-light.png, speedup-dark.png',
    )
    .option('--open', 'serve it on localhost until Ctrl-C, and show it')
    .option('--port <number>', 'for --open; 0 is any that is free', portOf, 0)
    .action(report);
}
