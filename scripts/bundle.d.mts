import type { BuildOptions } from 'esbuild';

/** How src/main.ts becomes `dist/NAME.mjs` with its parts in a folder beside it: esbuild's options. */
export function bundleOptions(name: string, partsFolder: string): BuildOptions & { readonly write: false };
