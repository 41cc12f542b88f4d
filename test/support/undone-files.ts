import fc from 'fast-check';
import { expect } from 'vitest';
import type { FileKind } from '../../src/features/imports/column-names.ts';
import type { UndoEffect } from '../../src/features/imports/undo-effect.ts';
import { undoImport } from '../../src/features/imports/undo-import.ts';
import { replayLedger } from '../../src/features/ledger/replay.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { testSeal } from './import-text.ts';
import { type KeptRow, type RegisterTable, registerTables, rowsOf } from './register-digest.ts';
import type { Shop } from './shop-folder.ts';

const people = ['ada', 'bob', 'cleo', 'dan', 'eve 🎉', 'fay'];
const person = fc.constantFrom(...people);
const day = fc.constantFrom('2025-12-20', '2026-01-02', '2026-01-14', '2026-01-15');
export const order = fc.record({
  id: fc.constantFrom('', '1', '2', '3', '4', '5', '6'),
  // Some files do not say whose an order is.
  person: fc.oneof({ weight: 5, arbitrary: person }, { weight: 1, arbitrary: fc.constant('') }),
  day,
  amount: fc.constantFrom('10', '99.99', '100', '250'),
  status: fc.constantFrom('completed', 'cancelled', ''),
});
export const visit = fc.record({ person, day, resolved: fc.constantFrom('', '2026-01-15') });
export const profile = fc.record({
  person,
  region: fc.constantFrom('', '上海', '杭州'),
  phone: fc.constantFrom('', '13800138000', '13900139000'),
  by: fc.constantFrom('', ...people),
  skin: fc.constantFrom('', 'dry', 'oily'),
});
export type Order = typeof order extends fc.Arbitrary<infer T> ? T : never;
export type Profile = typeof profile extends fc.Arbitrary<infer T> ? T : never;
export type Visit = typeof visit extends fc.Arbitrary<infer T> ? T : never;

export interface GivenFile {
  readonly kind: FileKind;
  readonly text: string;
}

const lines = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.join(',')).join('\n')}\n`;
const orderFile = (orders: readonly Order[]): GivenFile => {
  const head = ['order_id', 'customer_id', 'paid_at', 'amount', 'status', 'product'];
  // Money without an order that went back.
  const rows = orders.map(({ id, person: who, day: at, amount, status }, index) =>
    id === '' && index % 2 === 0
      ? ['', who, at, `-${amount}`, 'completed', '']
      : [id, who, at, amount, status, id === '' ? '' : `p${index % 2}`],
  );
  return { kind: 'orders', text: lines([head, ...rows]) };
};
export const customerFile = (profiles: readonly Profile[]): GivenFile => ({
  kind: 'customers',
  text: lines([
    ['customer_id', 'region', 'phone', 'referred_by', '肤质'],
    ...profiles.map(({ person: who, region, phone, by, skin }) => [
      who,
      region,
      phone,
      by === who ? '' : by,
      skin,
    ]),
  ]),
});
const eventFile = (visits: readonly Visit[]): GivenFile => ({
  kind: 'service',
  text: lines([
    ['customer_id', 'at', 'kind', 'resolved_at'],
    ...visits.map(({ person: who, day: at, resolved }) => [who, at, 'repair', resolved]),
  ]),
});
/** A file of orders, customers or interactions. */
export const file: fc.Arbitrary<GivenFile> = fc.oneof(
  { weight: 3, arbitrary: fc.array(order, { minLength: 1, maxLength: 8 }).map(orderFile) },
  { weight: 2, arbitrary: fc.array(profile, { minLength: 1, maxLength: 5 }).map(customerFile) },
  { weight: 1, arbitrary: fc.array(visit, { minLength: 1, maxLength: 4 }).map(eventFile) },
);

export type Register = Readonly<Record<RegisterTable, Map<string, KeptRow[]>>>;

/** All current rows of the register. */
export async function register({ folder }: Shop): Promise<Register> {
  const tables: [string, Map<string, KeptRow[]>][] = [];
  for (const table of Object.keys(registerTables) as RegisterTable[])
    tables.push([table, await rowsOf(folder, table)]);
  return Object.fromEntries(tables) as Register;
}

export async function undo({ folder, clock }: Shop, id: bigint): Promise<UndoEffect> {
  const progress = { step: () => undefined, at: () => undefined };
  const { signal } = new AbortController();
  return await undoImport(folder, { id, author: 'anna', clock: () => clock.now, signal, progress });
}

/** Nothing contradicts itself: tables, rules, the ledger. */
export async function expectSound({ folder }: Shop): Promise<void> {
  const { tables, rules } = await verifyFolder(folder, testSeal);
  expect(
    [...tables, ...rules].filter((each) => !holds(each)).map(({ id, example }) => [id, example]),
  ).toEqual([]);
  expect(await replayLedger(folder)).toMatchObject({ differences: 0 });
}

export const said = (rows: readonly KeptRow[] | undefined): string[] => (rows ?? []).map((row) => row.said);
