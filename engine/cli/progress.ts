/** Progress of a command that takes its time: for people who wait, nothing for a file or a pipe. */
export function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${line}…\n`);
}
