import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { hashed } from '../src/features/register/order-identity.ts';
import { engines } from './support/engines.ts';

describe.each(engines)('on %s a text has the hash', (_, open) => {
  it('that we give it, whatever the text', async () => {
    const db = await open();
    const texts = [
      '',
      'c1',
      '|c1',
      '订单\u001f1',
      '😀',
      ...Array.from({ length: 200 }, (__, i) => `id ${i}`),
    ];
    const rows = sql.join(texts.map((text) => sql`(cast(${text} as text))`));
    const { rows: found } = await sql<{
      text: string;
      hash: bigint;
    }>`select text, ${db.dialect.hash(sql`text`)} as hash
      from (values ${rows}) as given(text)`.execute(db.kysely);
    await db.close();
    expect(found).toHaveLength(texts.length);
    for (const { text, hash } of found) expect(hash, text).toBe(hashed(text));
  });
});
