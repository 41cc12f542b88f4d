import { join } from 'node:path';
import { root } from './setup.mjs';

/**
 * How src/main.ts becomes `dist/NAME.mjs` with its parts in a folder beside it: esbuild's options. The packages are in it, as to find and read
 * their hundreds of files takes a command longer than what it has to do; not those that load machine code from their own folder.
 */
export function bundleOptions(name, partsFolder) {
  return {
    absWorkingDir: root,
    entryPoints: { [name]: join(root, 'src/main.ts') },
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    // Parts that are loaded when a command needs them: the server is much code, and most commands start none.
    splitting: true,
    chunkNames: `${partsFolder}/[name]-[hash]`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['@duckdb/node-bindings', '@node-rs/argon2', 'pg-native'],
    // Of packages that are still CommonJS.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'error',
    write: false,
  };
}
