import { totalmem } from 'node:os';

const LEAST_MB = 1000;
const MOST_MB = 1900;
/** Working memory per byte of input, from trials; what does not fit is spilled to disk. */
const PER_BYTE = 4;

/** How much memory the engine may take for input of a size, in MB: enough to be fast, never the whole machine. */
export function memoryFor(bytes: number, most = MOST_MB): number {
  const half = totalmem() / 2 / 1e6;
  const wanted = (bytes * PER_BYTE) / 1e6;
  return Math.floor(Math.min(half, most, Math.max(LEAST_MB, wanted)));
}
