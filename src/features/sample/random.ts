/** Uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): the same numbers for a seed and stream on every machine.
 * Streams of one seed are independent.
 */
export function random(seed: number, stream: number): Random {
  const state = Int32Array.of(seed | 0, Math.floor(seed / 2 ** 32), stream, 1);
  const next = () => {
    const b = state[1] ?? 0;
    const c = state[2] ?? 0;
    const counter = state[3] ?? 0;
    const sum = ((state[0] ?? 0) + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
    state[3] = (counter + 1) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 16; round += 1) next();
  return next;
}

/** Nearly normal, mean 0 and variance 1, never beyond ±3.47. */
export function normal(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

/** e^x to about x²/2000; Math.exp may differ in its last digit from engine to engine. */
export function exp(x: number): number {
  let power = 1 + x / 1024;
  for (let doubling = 0; doubling < 10; doubling += 1) power *= power;
  return power;
}

/** A permutation of 0 … 99 999 999, to make running numbers look drawn and stay unique. */
export function scramble(number: number, key: number): number {
  let high = Math.floor(number / 10_000);
  let low = number % 10_000;
  for (let round = 0; round < 4; round += 1) {
    const mixed = (high + (hash(low + round * 10_000, key) % 10_000)) % 10_000;
    high = low;
    low = mixed;
  }
  return high * 10_000 + low;
}

/** 32 bits that look unrelated to the number (murmur3's finaliser). */
export function hash(number: number, key: number): number {
  let mixed = Math.imul(number ^ key, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
