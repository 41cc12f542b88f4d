import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/domain/field.ts';
import { openSeal } from '../../src/features/contacts/open-seal.ts';
import { loadSearchText, SEARCH_MARK } from '../../src/features/customers/search-text.ts';
import { findPairs } from '../../src/features/duplicates/find-pairs.ts';
import { defineFields } from '../../src/features/register/custom-fields.ts';
import { type CustomerColumn, recordCustomers } from '../../src/features/register/record-customers.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { everyPair, type Written } from './every-pair.ts';

const maybe = <T>(values: readonly T[], freq = 2): fc.Arbitrary<T | null> =>
  fc.option(fc.constantFrom(...values), { nil: null, freq });

const some = (make: (n: number) => string): string[] => Array.from({ length: 15 }, (_, n) => make(n));

/** Few values of each, so that they agree, are shared by too many, sound the same, or came masked. */
const people: fc.Arbitrary<Omit<Written, 'external_id'>> = fc.record({
  name: maybe(['张伟', '章伟', 'Zhang Wei', '李娜', ' 李 娜', '李**', '王', '欧阳锋', 'Ｂｏｂ', 'bob']),
  phone: maybe([
    ...[
      '13800138000',
      '+86 138-0013-8000',
      '02188138000',
      '138****8000',
      '13900139000',
      '13700137000',
      '12',
      '8000',
    ],
    ...['13600136000', '13500135000', '85213900139000'],
  ]),
  email: maybe(['a@b.cn', ' A@B.cn', 'a***@b.cn', ...some((n) => `${n}@b.cn`)]),
  address: maybe(['北京路**号', ...some((n) => `南京路${n}号`)]),
  id_number: maybe(['3101**********1234', ...some((n) => `31010119900101${1000 + n}`)]),
  birthday: maybe(['1990-01-01', '1991-02-03']),
  region: maybe(['上海', '北京']),
  registered_day: maybe(['2026-01-01', '2026-01-02']),
  gender: maybe(['男', '女']),
  card: maybe(['##x', 'V**', ...some((n) => `V${n}`)]),
  union: maybe(['u*****2', ...some((n) => `u${n}`)]),
});

const fields: readonly Field[] = [
  { id: 'card', type: 'text', name: { zh: '会员卡号', en: 'card' }, choices: [], sealed: false },
  { id: 'union', type: 'text', name: { zh: '统一号', en: 'union id' }, choices: [], sealed: true },
];
const columns: readonly CustomerColumn[] = [
  ...(['name', 'phone', 'email', 'address', 'id_number'] as const),
  ...(['birthday', 'region', 'registered_day', 'gender'] as const),
];

/** Instead of whoever was there. */
async function record({ folder, clock }: Shop, written: readonly Written[]): Promise<void> {
  const seal = await openSeal(folder, undefined);
  const { dialect } = folder.database();
  await folder.writer.write(async (trx) => {
    await sql`delete from customers`.execute(trx);
    const recording = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
    await defineFields(trx, fields, recording);
    const values = new Map(written.map(({ external_id, card, union }) => [external_id, { card, union }]));
    const rows = written.map(({ card: _, union: __, ...row }) => row);
    await recordCustomers(trx, dialect, seal, { columns, rows, custom: { fields, values } }, recording);
  });
}

const idOf = (index: number): string => `c${String(index).padStart(3, '0')}`;

describe('R035 customers who may be one', () => {
  it('are those that comparing everybody with everybody finds, with the same reasons and confidence', async () => {
    const shop = await openShop();
    const searchText = await loadSearchText();
    const soundOf = (name: string): string => {
      const [plain = '', typed] = (searchText(name) ?? '').split(SEARCH_MARK);
      return typed ?? plain.replaceAll(' ', '');
    };
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(people, { minLength: 30, maxLength: 50 }),
        fc.subarray([...fields]),
        async (drawn, members) => {
          const written = drawn.map((each, index) => ({ external_id: idOf(index), ...each }));
          await record(shop, written);
          const { reader: kysely, dialect } = shop.folder.database();
          const found = await findPairs({ kysely, dialect }, members, written.length, 10_000);
          const { rows } = await sql<{
            id: bigint;
            external: string;
          }>`select customer_id as id, external_id as external from customers`.execute(kysely);
          const names = new Map(rows.map(({ id, external }) => [id, external]));
          const told = found.map(({ one, other, points, facts, against }) => ({
            pair: `${names.get(one)} ${names.get(other)}`,
            points,
            facts: facts
              .split(' ')
              .map((fact) => fact.replace(/:\d+$/, ''))
              .filter((fact) => fact !== ''),
            against: against.split(' ').filter((fact) => fact !== ''),
          }));
          for (const { facts, against } of told) {
            for (const fact of facts) seen.add(fact);
            for (const fact of against) seen.add(`not ${fact}`);
          }
          const expected = everyPair(written, soundOf, new Set(members.map(({ id }) => id)));
          expect(inOrder(told)).toEqual(inOrder(expected));
        },
      ),
      { numRuns: 8 },
    );
    // A generator that never brought something about would prove nothing of it.
    const all =
      'id_number member.card member.union email phone tail address birthday name sound registered region gender';
    const not = 'id_number email phone birthday name region gender';
    expect([...seen].toSorted()).toEqual(
      [...all.split(' '), ...not.split(' ').map((fact) => `not ${fact}`)].toSorted(),
    );
  });
});

const inOrder = <T extends { readonly pair: string }>(pairs: readonly T[]): T[] =>
  pairs.toSorted((a, b) => (a.pair < b.pair ? -1 : 1));
