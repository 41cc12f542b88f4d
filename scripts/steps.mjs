import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** What must hold for the code itself, apart from its tests: a name and the arguments of `node`. */
export const checks = {
  lint: { name: 'format, lint (biome)', args: [bin('biome'), 'check', '.'] },
  types: {
    name: 'types (tsc)',
    args: [bin('tsc'), '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo'],
  },
  webTypes: {
    name: 'types of the web app (tsc)',
    args: [
      bin('tsc'),
      '-p',
      'web',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/web-types.tsbuildinfo',
    ],
  },
  arrows: { name: 'arrows (imports, clock, environment)', args: ['scripts/arrows.mjs'] },
  unused: { name: 'unused code and packages (knip)', args: [bin('knip'), '--no-progress'] },
  build: { name: 'build (esbuild, vite)', args: ['scripts/build.mjs'] },
};

const running = new Set();

/** The path of a package's command, to be run by `node`. */
export function bin(name) {
  return join('node_modules', '.bin', name);
}

/** Runs steps, at most two at a time (the machines have two cores), and prints each with its time when it ends. */
export async function runSteps(steps) {
  const results = [];
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step);
      print(result);
      results.push(result);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/**
 * Runs `node` with arguments and resolves with `{ name, ok, seconds, output }`. `show` passes the output through;
 * a step still running after `timeout` ms is ended.
 */
export function runStep({ name, args, env = {}, show = false, timeout }) {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    // A process group of its own, so that what it started (Vitest's workers) can be ended with it.
    detached: true,
  });
  running.add(child);
  const alarm = timeout && setTimeout(() => end(child), timeout);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      clearTimeout(alarm);
      resolve({ name, ok: code === 0, seconds: (performance.now() - started) / 1000, output });
    });
  });
}

/** Ends what is still running when a signal ends us; handlers of `exit` then tidy up. */
export function exitOnSignals() {
  for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })) {
    process.once(signal, () => {
      for (const child of running) end(child);
      process.exit(code);
    });
  }
}

function end(child) {
  process.kill(-child.pid, 'SIGKILL');
}

function print({ name, ok, seconds, output }) {
  console.log(`${ok ? '✓' : '✗'} ${name} ${seconds.toFixed(1)} s`);
  if (!ok) console.log(output.trimEnd());
}
