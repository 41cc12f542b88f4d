import type { Random } from './random.ts';

/** Words and how often each is used. */
export interface Weights {
  readonly words: readonly string[];
  readonly weights: readonly number[];
}

/** Reads `word weight word weight …`. */
export function readWeights(written: string): Weights {
  const pairs = [...written.matchAll(/(\S+)\s+([\d.]+)/g)];
  return { words: pairs.map(([, word = '']) => word), weights: pairs.map(([, , weight]) => Number(weight)) };
}

const LOTS = 8192;

/** A table of lots in which each index lies as often as its weight says. */
export function lots(weights: readonly number[]): Uint16Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint16Array(LOTS);
  let sum = 0;
  let filled = 0;
  weights.forEach((weight, index) => {
    sum += weight;
    const end = Math.round((sum / total) * LOTS);
    table.fill(index, filled, end);
    filled = end;
  });
  return table;
}

/** Draws an index. */
export function draw(table: Uint16Array, random: Random): number {
  return table[Math.floor(random() * LOTS)] ?? 0;
}

/** Draws words by their weights. */
export function wordLottery({ words, weights }: Weights): (random: Random) => string {
  const table = lots(weights);
  return (random) => words[draw(table, random)] ?? '';
}

/** One of the words, all alike. */
export function pick(words: readonly string[], random: Random): string {
  return words[Math.floor(random() * words.length)] ?? '';
}
