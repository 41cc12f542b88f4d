import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { type Graded, gradeFiles, plainScheme, testFolder } from '../support/grade-files.ts';
import { referencePath } from '../support/reference-data.ts';

const packed = referencePath('online-retail', 'onlineretail.csv.gz');
const needed = ({ skip }: TestContext): void => {
  if (packed === undefined) skip('reference data online-retail is not beside the checkout');
};

interface Bought {
  cents: bigint;
  readonly invoices: Set<string>;
}

let graded: Graded;
let lines: string[];
let bought: Map<string, Bought>;

beforeAll(async () => {
  if (packed === undefined) return;
  const file = join(await testFolder(), 'online-retail.csv');
  await pipeline(createReadStream(packed), createGunzip(), createWriteStream(file));
  lines = (await readFile(file, 'utf8')).trimEnd().split(/\r?\n/).slice(1);
  const scheme = { ...plainScheme, currency: 'GBP', timeZone: 'Europe/London' };
  graded = await gradeFiles({ files: [file], scheme });
  bought = boughtByCustomer();
}, 300_000);

/** What each customer bought, line by line in plain arithmetic; a line below zero is money given back. */
function boughtByCustomer(): Map<string, Bought> {
  const customers = new Map<string, Bought>();
  for (const line of lines) {
    const cells = line.split(',');
    const [quantity = '', , price = '', customer = ''] = cells.slice(-5);
    if (customer === '') continue;
    const cents = roundedToCents(quantity, price);
    const one = customers.get(customer) ?? { cents: 0n, invoices: new Set() };
    one.cents += cents;
    if (cents >= 0n) one.invoices.add(cells[0] ?? '');
    customers.set(customer, one);
  }
  return customers;
}

/** quantity × price to the cent, half away from zero. */
function roundedToCents(quantity: string, price: string): bigint {
  const [whole = '0', part = ''] = price.split('.');
  const product = BigInt(quantity) * BigInt(whole + part.padEnd(6, '0'));
  const size = product < 0n ? -product : product;
  const cents = (size + 5_000n) / 10_000n;
  return product < 0n ? -cents : cents;
}

function money(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe('541,909 lines of a real web shop (R005–R008, R039)', () => {
  it('are recognised as the export they are and read whole', (context) => {
    needed(context);
    expect(lines).toHaveLength(541_909);
    expect(graded.report.files).toMatchObject([{ preset: 'online-retail', rows: 541_909 }]);
  });

  it('without a customer are left out, each with its row', (context) => {
    needed(context);
    expect(graded.report.files[0]?.rejected).toBe(135_080);
    expect(graded.rejects).toHaveLength(135_080);
    expect(graded.stderr).toContain('135080');
    const blank = lines.flatMap((line, index) => (line.split(',').at(-2) === '' ? [String(index + 2)] : []));
    expect(graded.rejects.map(({ row }) => row)).toEqual(blank);
  });

  it('grade 4,372 customers', (context) => {
    needed(context);
    expect(graded.rows).toHaveLength(4372);
    expect(graded.report.customers).toBe(4372);
    expect(graded.report.asOf).toBe('2011-12-09');
  });

  it('give every customer the spend and the number of orders that plain arithmetic gives', (context) => {
    needed(context);
    const expected = [...bought]
      .map(([id, { cents, invoices }]) => [id, money(cents), String(invoices.size)])
      .sort();
    const found = graded.rows.map(({ customer_id, total, purchases }) => [customer_id, total, purchases]);
    expect(found).toEqual(expected);
  });

  it('grade every customer by that spend, and the tiers’ revenue adds up to it (R009–R014)', (context) => {
    needed(context);
    const tierOf = (cents: bigint): string =>
      cents >= 100_000n ? 'gold' : cents >= 10_000n ? 'silver' : 'base';
    const expected = [...bought].map(([id, { cents }]) => [id, tierOf(cents)]).sort();
    expect(graded.rows.map(({ customer_id, tier }) => [customer_id, tier])).toEqual(expected);
    const cents = [...bought.values()].reduce((sum, one) => sum + one.cents, 0n);
    expect(graded.report.revenue).toBe(Number(money(cents)));
  });
});
