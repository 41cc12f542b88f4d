import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const neededNode = [20, 19];
const lock = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
// A copy of the lock that was installed. The packages' binaries depend on the machine, so its kind is in the name.
const stamp = join(modules, `.installed-${process.platform}-${process.arch}.json`);

/** A step of the setup failed for a reason outside our code; the message says in both languages what to do. */
export class SetupError extends Error {
  name = 'SetupError';
  constructor(zh, en) {
    super(`${zh}\n${en}`);
  }
}

/** Checks Node and installs the npm packages when they are missing or older than package-lock.json. */
export async function setup() {
  checkNode();
  if (isInstalled()) return;
  if (!installedByHand()) await install();
  copyFileSync(lock, stamp);
}

/** Runs a script's main function: a SetupError ends it with its message alone and exit code 1. */
export async function main(run) {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

export function note(text) {
  process.stderr.write(`${text}\n`);
}

function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = neededNode;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  const needed = neededNode.join('.');
  throw new SetupError(
    `需要 Node.js ${needed} 或更高版本，当前是 ${version}。请升级 Node.js 后重试。`,
    `Node.js ${needed} or newer is needed, this is ${version}. Upgrade Node.js and try again.`,
  );
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp).equals(readFileSync(lock));
}

/** True after a developer's own `npm install` or `npm ci`: npm then writes its lock file inside node_modules anew. */
function installedByHand() {
  const npmsRecord = join(modules, '.package-lock.json');
  if (!existsSync(npmsRecord) || !existsSync(join(modules, 'esbuild'))) return false;
  return statSync(npmsRecord).mtimeMs >= statSync(lock).mtimeMs;
}

async function install() {
  // Imported only here: the check before every command stays fast.
  const { spawnSync } = await import('node:child_process');
  note('正在安装 npm 依赖（第一次约一分钟）… / Installing npm packages (about a minute the first time) …');
  const npmScript = process.env.npm_execpath;
  const [command, ...before] =
    npmScript && basename(npmScript) === 'npm-cli.js' ? [process.execPath, npmScript] : ['npm'];
  const options = ['ci', '--include=dev', '--no-progress', '--loglevel=error'];
  const { status } = spawnSync(command, [...before, ...options], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  throw new SetupError(
    'npm ci 没有成功，原因见上。请确认已安装 npm 且能访问 npm 源，然后重试。',
    'npm ci failed, see above. Check that npm is installed and reaches its registry, then try again.',
  );
}
