import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, note, root, SetupError } from './setup.mjs';

// A registry that keeps only some platforms' packages makes npm write a package-lock.json without the others,
// and `npm ci` refuses such a file everywhere. This adds what is missing, without checksums, as npm would.

const os = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const cpu = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

await main(() => {
  const path = join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const added = Object.entries(lock.packages).flatMap(missingPackages);
  for (const [key, entry] of added) lock.packages[key] = entry;
  if (added.length > 0) {
    lock.packages = Object.fromEntries(
      Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
    );
    writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
  }
  note(`package-lock.json: ${added.length} added`);

  function missingPackages([parent, { optionalDependencies = {}, dev }]) {
    return Object.entries(optionalDependencies)
      .filter(
        ([name]) =>
          !lock.packages[`node_modules/${name}`] && !lock.packages[`${parent}/node_modules/${name}`],
      )
      .map(([name, version]) => [
        `node_modules/${name}`,
        inNpmsOrder(version, { ...platform(name), ...(dev && { dev }), optional: true }),
      ]);
  }
});

function inNpmsOrder(version, rest) {
  return { version, ...Object.fromEntries(Object.entries(rest).sort()) };
}

function platform(name) {
  const words = name.split('/').at(-1).split('-');
  const found = {
    cpu: words.filter((word) => cpu.includes(word)),
    os: words.filter((word) => os.includes(word)),
  };
  if (found.os.length !== 1 || found.cpu.length !== 1) {
    throw new SetupError(`不知道 ${name} 用于哪个平台。`, `Which platform ${name} is for is unknown.`);
  }
  const libc = words.flatMap((word) =>
    word.startsWith('musl') ? ['musl'] : word.startsWith('gnu') ? ['glibc'] : [],
  );
  return libc.length > 0 ? { ...found, libc } : found;
}
