import { langOf, runCommand } from './cli/run-command.ts';
import { unwritable } from './cli/unwritable.ts';
import { readConfig } from './config.ts';

const config = readConfig(process.env, Intl.DateTimeFormat().resolvedOptions().locale);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A second signal means: at once.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort(new Error(signal));
  });
}
const args = process.argv.slice(2);
process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
  // Whoever reads has seen enough.
  if (code === 'EPIPE') process.exit(0);
  process.stderr.write(`${unwritable(code)[langOf(args) ?? config.lang]}\n`);
  process.exit(1);
});
// Nobody is listening; the exit code still tells.
process.stderr.on('error', () => undefined);

process.exitCode = await runCommand(args, {
  ...config,
  now: Date.now(),
  clock: Date.now,
  signal: stopping.signal,
  stdout: process.stdout,
  stderr: process.stderr,
});
