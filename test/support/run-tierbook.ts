import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { isCurrent, replace } from '../../scripts/built-files.mjs';
import { bundleOptions } from '../../scripts/bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Beside the real bundle, so that packages and templates are found the same way. */
const bundle = join(root, 'dist', 'test-tierbook.mjs');

/** How a run ended: what a shell sees of it. */
export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to a bare environment; `TMPDIR` is where the run keeps its scratch folder. */
  readonly env?: Readonly<Record<string, string>>;
  /** A command in front, such as `bash -c 'ulimit …; exec "$@"' bash`. */
  readonly before?: readonly string[];
}

export interface Started {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
}

/** What the bundle is made of. */
const sources = ['src', 'templates', 'scripts', 'package-lock.json'].map((name) => join(root, name));

let built: Promise<string> | undefined;

/** The command line bundled from the sources as they are now: by the first test that starts it, for all of the run. */
function bundled(): Promise<string> {
  built ??= bundleIfNeeded();
  return built;
}

async function bundleIfNeeded(): Promise<string> {
  if (isCurrent(bundle, sources)) return bundle;
  // Of what is changed while it is being made nobody knows whether it is in it.
  const begun = new Date();
  const { outputFiles = [] } = await build(bundleOptions('test-tierbook', 'test-parts'));
  mkdirSync(join(root, 'dist', 'test-parts'), { recursive: true });
  // The entry last: whoever starts it now finds every part it names.
  const entryLast = outputFiles.toSorted((a, b) => Number(a.path === bundle) - Number(b.path === bundle));
  for (const { path, contents } of entryLast) replace(path, contents);
  utimesSync(bundle, begun, begun);
  return bundle;
}

/** Runs the command line as its users do, in a process of its own. */
export async function runTierbook(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return await (await startTierbook(args, options)).outcome;
}

/** The same, without waiting for the end. */
export async function startTierbook(args: readonly string[], options: RunOptions = {}): Promise<Started> {
  const { cwd, env = {}, before = [] } = options;
  const [command = '', ...rest] = [...before, process.execPath, await bundled(), ...args];
  const child = spawn(command, rest, {
    cwd,
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, outcome: outcomeOf(child) };
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const collect = (stream: ChildProcess['stdout']): (() => string) => {
    const chunks: Buffer[] = [];
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf8');
  };
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout: stdout(), stderr: stderr() }));
  });
}
