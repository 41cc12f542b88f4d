import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main, note, root, SetupError } from './setup.mjs';

const entry = join(root, 'src/main.ts');
const output = join(root, 'dist/tierbook.mjs');

/** Bundles src/main.ts into dist/tierbook.mjs; with `ifNeeded` only when a source is newer than the bundle. */
export async function build({ ifNeeded = false } = {}) {
  if (ifNeeded && isCurrent()) return;
  const esbuild = await import('esbuild');
  try {
    const { outputFiles } = await esbuild.build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: output,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      sourcemap: true,
      logLevel: 'error',
      write: false,
    });
    mkdirSync(join(root, 'dist'), { recursive: true });
    for (const file of outputFiles.reverse()) replace(file.path, file.contents);
  } catch (error) {
    if (!error.errors) throw error;
    throw new SetupError('构建失败，原因见上。', 'The build failed, see above.');
  }
  note(`已构建 / Built ${relative(root, output)}`);
}

/** In one step, so that commands started at the same time never read half a bundle. */
function replace(path, contents) {
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

function isCurrent() {
  const built = modified(output);
  return [fileURLToPath(import.meta.url), join(root, 'src'), join(root, 'templates')].every((path) =>
    isOlder(path, built),
  );
}

/** A folder's own time counts too: it changes when a file is removed or renamed. */
function isOlder(path, time) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return true;
  if (stats.mtimeMs > time) return false;
  return !stats.isDirectory() || readdirSync(path).every((name) => isOlder(join(path, name), time));
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(() => build({ ifNeeded: process.argv.includes('--if-needed') }));
}
