import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from './build-web.mjs';
import { isCurrent, replace } from './built-files.mjs';
import { bundleOptions } from './bundle.mjs';
import { main, note, root, SetupError } from './setup.mjs';

const output = join(root, 'dist/tierbook.mjs');
const parts = join(root, 'dist/parts');
const DAY_MS = 86_400_000;
const sources = [
  join(root, 'scripts'),
  join(root, 'package-lock.json'),
  join(root, 'src'),
  join(root, 'templates'),
];

/**
 * Bundles src/main.ts into dist/tierbook.mjs and web/ into dist/web; with `ifNeeded` only what is older than its
 * sources, and without `web` the command alone.
 */
export async function build({ ifNeeded = false, web = true, clean = false } = {}) {
  if (!ifNeeded || !isCurrent(output, sources)) await bundle(clean ? 0 : DAY_MS);
  if (web) await buildWeb({ ifNeeded });
}

async function bundle(keptMs) {
  const esbuild = await import('esbuild');
  try {
    const options = { ...bundleOptions('tierbook', 'parts'), sourcemap: true };
    const { outputFiles } = await esbuild.build(options);
    mkdirSync(parts, { recursive: true });
    // The entry last: whoever starts now finds every part it names.
    const isEntry = ({ path }) => path.startsWith(output);
    for (const file of outputFiles.filter((each) => !isEntry(each))) replace(file.path, file.contents);
    for (const file of outputFiles.filter(isEntry).reverse()) replace(file.path, file.contents);
    removeOld(new Set(outputFiles.map(({ path }) => path)), keptMs);
  } catch (error) {
    if (!error.errors) throw error;
    throw new SetupError('构建失败，原因见上。', 'The build failed, see above.');
  }
  note(`已构建 / Built ${relative(root, output)}`);
}

/** Parts of earlier builds, unless they are young: a command that still runs may want one. */
function removeOld(current, keptMs) {
  for (const name of readdirSync(parts)) {
    const path = join(parts, name);
    if (!current.has(path) && Date.now() - statSync(path).mtimeMs > keptMs) rmSync(path, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = (option) => process.argv.includes(option);
  await main(() => build({ ifNeeded: asked('--if-needed'), clean: asked('--clean') }));
}
