import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { note, SetupError } from './setup.mjs';

const oldestPostgres = 15;

/** What the tests need of Debian, beside Node. */
const packages = [
  { name: 'postgresql', present: () => postgresBinaries() !== undefined },
  { name: 'chromium', present: () => existsSync('/usr/bin/chromium') },
  {
    name: 'fonts-noto-cjk',
    present: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
  },
];

/** Installs the missing Debian packages as root; otherwise says which command installs them. */
export function ensureDebianPackages() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new SetupError(
      `测试还需要以下 Debian 软件包，请先运行：\n  sudo ${line}`,
      `The tests need these Debian packages too. Run first:\n  sudo ${line}`,
    );
  }
  note(`正在安装 Debian 软件包 / Installing Debian packages: ${missing.join(' ')} …`);
  // A list that cannot be refreshed is often still good enough: the installation decides.
  aptGet('update');
  aptGet('install', '-y', '--no-install-recommends', ...missing);
  const stillMissing = missingPackages();
  if (stillMissing.length === 0) return;
  throw new SetupError(
    `安装后仍缺少：${stillMissing.join(' ')}（PostgreSQL 需要 ${oldestPostgres} 或更高版本），原因见上。`,
    `Still missing after the installation: ${stillMissing.join(' ')} (PostgreSQL must be ${oldestPostgres} or newer), see above.`,
  );
}

/** The folder with the newest PostgreSQL's programs, if one is installed that is new enough. */
export function postgresBinaries(folder = '/usr/lib/postgresql') {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((version) => Number(version) >= oldestPostgres)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(folder, version, 'bin'))
    .find((path) => ['initdb', 'pg_ctl', 'postgres'].every((program) => existsSync(join(path, program))));
}

function missingPackages() {
  return packages.filter(({ present }) => !present()).map(({ name }) => name);
}

/** RUNLEVEL=1 keeps the installation from starting PostgreSQL's own service, which the tests do not use. */
function aptGet(...args) {
  spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3', ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
}
