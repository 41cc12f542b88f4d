import { runCommand } from './cli/run-command.ts';
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
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), {
  ...config,
  now: Date.now(),
  signal: stopping.signal,
  stdout: process.stdout,
  stderr: process.stderr,
});
