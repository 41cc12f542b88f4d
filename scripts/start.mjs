import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { main, root, setup } from './setup.mjs';

/** Installs and builds what is out of date, then serves; `npm start -- --port 8080` passes options on. */
await main(async () => {
  await setup();
  await build({ ifNeeded: true });
  const args = ['bin/tierbook', 'serve', ...process.argv.slice(2)];
  const server = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the server by itself; what is sent to npm alone is passed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
  process.on('SIGINT', () => undefined);
  process.exitCode = await new Promise((resolve) =>
    server.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 0 : 1))),
  );
});
