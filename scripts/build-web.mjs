import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isCurrent, replace } from './built-files.mjs';
import { note, root, SetupError } from './setup.mjs';

const folder = join(root, 'dist/web');
const page = join(folder, 'index.html');
const sources = ['web', 'src/domain', 'scripts/build-web.mjs', 'package-lock.json'].map((path) =>
  join(root, path),
);

/**
 * Builds the web app into dist/web; with `ifNeeded` only when a source is newer. The files' names carry their
 * content and the page that names them comes last, so that a server never serves half an app.
 */
export async function buildWeb({ ifNeeded = false } = {}) {
  if (ifNeeded && isCurrent(page, sources)) return;
  note('正在构建网页 / Building the web app …');
  const files = await bundle();
  for (const file of files) {
    const path = join(folder, file.fileName);
    mkdirSync(dirname(path), { recursive: true });
    replace(path, file.type === 'chunk' ? file.code : file.source);
  }
  removeOthers(new Set(files.map(({ fileName }) => fileName)));
  note(`已构建 / Built ${relative(root, folder)}`);
}

async function bundle() {
  const { build } = await import('vite');
  try {
    const { output } = await build({
      configFile: join(root, 'web/vite.config.mjs'),
      logLevel: 'error',
      build: { write: false },
    });
    const isPage = ({ fileName }) => fileName === 'index.html';
    return [...output.filter((file) => !isPage(file)), ...output.filter(isPage)];
  } catch (error) {
    console.error(error.message);
    throw new SetupError('网页构建失败，原因见上。', 'The build of the web app failed, see above.');
  }
}

function removeOthers(kept) {
  const assets = join(folder, 'assets');
  for (const name of readdirSync(assets)) {
    if (!kept.has(`assets/${name}`)) rmSync(join(assets, name));
  }
}
