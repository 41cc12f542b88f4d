import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { main, root, setup } from './setup.mjs';

const output = join(root, 'dist/bench.mjs');

/** Bundles bench/run-bench.ts with the product's own sources and runs it with the arguments given. */
await main(async () => {
  await setup();
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [join(root, 'bench/run-bench.ts')],
    outfile: output,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'error',
  });
  const { status } = spawnSync(process.execPath, [output, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 2;
});
