import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { readBack, refusalCode, type Workplace, workplace } from '../../../test/support/files/workplace.ts';

/** Writes what a statement gives as Parquet. */
async function parquet({ folder }: Workplace, select: string, name = 't.parquet'): Promise<string> {
  const path = join(folder, name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`set timezone = 'UTC'; copy (${select}) to '${path}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

describe('a Parquet file', () => {
  it('gives every value as a CSV of it would', async () => {
    const place = await workplace();
    const file = await parquet(
      place,
      `select '007' as 订单编号, cast(12.5 as decimal(18, 2)) as 金额, date '2026-01-07' as d,
        timestamp '2026-01-07 09:05:00' as t, timestamptz '2026-01-07 09:05:00+08' as z, true as b,
        cast(1001 as double) as whole, 0.1 + 0.2::double as fraction, cast(1.2345678e18 as double) as cut,
        1234567890123456789::bigint as id, cast(2.5 as float) as f, cast('abc' as blob) as bytes,
        {'name': '王', 'phone': 13800138000} as buyer, ['a', 'b'] as tags, 'x,"y"' || chr(10) || 'z' as 备注, '''q' as q
      union all select null, null, null, null, null, null, cast('nan' as double), null, null, null, null, null, null, null, null, 'r'`,
    );
    const table = await place.open(file);
    expect(table).toMatchObject({ format: 'parquet', encoding: 'parquet', firstRow: 1 });
    const [first, second] = await readBack(table);
    const rows = Object.fromEntries(table.columns.map((name, at) => [name, first?.[at]]));
    expect(rows).toEqual({
      ...{
        订单编号: '007',
        金额: '12.50',
        d: '2026-01-07',
        t: '2026-01-07 09:05:00',
        z: '2026-01-07T01:05:00Z',
      },
      ...{ b: 'true', whole: '1001', fraction: '0.30000000000000004', cut: '1.23457E+18' },
      ...{
        id: '1234567890123456789',
        f: '2.5',
        bytes: 'abc',
        'buyer.name': '王',
        'buyer.phone': '13800138000',
      },
      ...{ tags: 'a; b', 备注: 'x,"y"\u2028z', q: "''q" },
    });
    expect(second?.filter((cell) => cell !== null)).toEqual(['r']);
    expect(await place.copies()).toHaveLength(1);
  });

  it('is refused with lists of structures, without rows, damaged or encrypted', async () => {
    const place = await workplace();
    const refused = async (select: string) => refusalCode(place.open(await parquet(place, select)));
    expect(await refused("select 1 as a, [{'b': 1}] as items")).toBe('nested-list');
    expect(await refused('select 1 as a where false')).toBe('file-no-rows');
    expect(await place.refusal('cut.parquet', 'PAR1 and not much more PAR1')).toBe('parquet-damaged');
    expect(await place.refusal('locked.parquet', 'PARE0000PARE')).toBe('file-binary');
    expect(await place.copies()).toEqual([]);
  });
});
