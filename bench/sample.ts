import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../src/domain/calendar.ts';
import { writeSample } from '../src/features/sample/write-sample.ts';
import type { BenchOptions } from './options.ts';

/** The sample's last day; there is an order on it in any sample worth measuring. */
export const until = day('2026-06-30');

/** The folder with the sample of these numbers, made unless it is there from an earlier time. */
export async function ensureSample({ customers, orders, seed }: BenchOptions): Promise<string> {
  const out = join(tmpdir(), 'tierbook-bench', `${customers}-customers-${orders}-orders-seed-${seed}`);
  // Written under another name and moved last, so that it is whole if it is there.
  if (existsSync(join(out, 'orders.csv'))) return out;
  await writeSample({ customers, orders, seed, out, until });
  return out;
}
