import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { InputError } from '../../src/domain/problem.ts';
import { undoesNothing } from '../../src/domain/undoes-nothing.ts';
import { changeBusinessSettings } from '../../src/features/business/business-settings.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { previewUndo } from '../../src/features/imports/undo-import.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { importText } from '../support/import-text.ts';
import { onPostgres } from '../support/postgres-database.ts';
import { grown } from '../support/register-digest.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { alipayAccount, wechatBill } from '../support/statements.ts';
import { twoTiers } from '../support/two-tiers.ts';
import { expectSound, file, type GivenFile, register, said, undo } from '../support/undone-files.ts';

const refund = fc.record({
  order: fc.constantFrom('1', '2', '3', '4'),
  yuan: fc.constantFrom('1.00', '2.50', '9.99'),
  number: fc.constantFrom('1', '2', '3'),
});
/** Of one platform each has its own amount under a number; of two they are the same under others. */
const settlement: fc.Arbitrary<GivenFile> = fc
  .record({ refunds: fc.array(refund, { minLength: 1, maxLength: 4 }), isWechat: fc.boolean() })
  .map(({ refunds, isWechat }) => {
    const told = refunds.map(({ order, yuan, number }) => {
      return {
        order,
        at: '2026-01-10 09:00:00',
        yuan,
        refund: `${isWechat ? 'w' : 'a'}${order}${number}${yuan}`,
      };
    });
    return { kind: 'settlements', text: isWechat ? wechatBill(...told) : alipayAccount(...told) };
  });
const anyFile = fc.oneof({ weight: 3, arbitrary: file }, { weight: 1, arbitrary: settlement });
/** Which of some files comes, or which of the imports so far is taken back. */
const step = fc.record({ isUndo: fc.boolean(), which: fc.nat(11) });

/** All that the register says, beside its rows: custom fields, and whose other ids are. */
async function everything(shop: Shop): Promise<unknown> {
  const { reader } = shop.folder.database();
  const fields = await sql`select field_id, cast(name as text) as name from custom_fields order by 1`.execute(
    reader,
  );
  const names = await sql`select m.external_id as id, c.external_id as of from merged_names as m
    join customers as c on c.customer_id = m.customer_id order by 1`.execute(reader);
  const rows = Object.entries(await register(shop)).map(([table, found]) => {
    return [table, [...found].map(([key, kept]) => [key, said(kept)]).toSorted()];
  });
  return { rows, fields: fields.rows, names: names.rows };
}

/** Takes an import back if it can be, first saying what that would do. Gives whether anything was done. */
async function takeBack(shop: Shop, id: bigint): Promise<boolean> {
  try {
    const { import: _, ...effect } = await previewUndo(shop.folder, id);
    if (undoesNothing(effect)) await expect(undo(shop, id)).rejects.toThrow(/nothing of import/);
    else expect(await undo(shop, id)).toEqual(effect);
    if (undoesNothing(effect)) return false;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.problems[0]?.code).toMatch(/^(import-undone|nothing-imported)$/);
    return false;
  }
  // The same again does nothing, and notes nothing.
  const counts = await grown(shop.folder);
  await expect(undo(shop, id)).rejects.toBeInstanceOf(InputError);
  expect(await grown(shop.folder)).toEqual(counts);
  return true;
}

it('R034 imports that changed the same are taken back in any order, again and again until nothing stays, as if they had never come', async () => {
  const story = fc.record({
    before: fc.array(anyFile, { maxLength: 2 }),
    files: fc.array(anyFile, { minLength: 2, maxLength: 4 }),
    steps: fc.array(step, { minLength: 3, maxLength: 8 }),
    order: fc.infiniteStream(fc.nat(11)),
  });
  await fc.assert(
    fc.asyncProperty(story, async ({ before, files, steps, order }) => {
      const shop = await openShop();
      const { folder, clock } = shop;
      await publishScheme(folder, { document: twoTiers, author: 'owner', at: clock.now });
      await changeBusinessSettings(folder, { recognisedBy: ['phone'] });
      const come = async ({ kind, text }: GivenFile): Promise<bigint> => {
        return (await importText(shop, kind, [text], { withoutBuyer: 'keep' })).id ?? 0n;
      };
      for (const each of before) await come(each);
      const was = await everything(shop);
      const ids: bigint[] = [];
      for (const { isUndo, which } of [...files.map((_, which) => ({ isUndo: false, which })), ...steps]) {
        const id = ids[which % Math.max(ids.length, 1)];
        if (!isUndo) ids.push(await come(files[which % files.length] as GivenFile));
        else if (id !== undefined) await takeBack(shop, id);
      }
      await evaluateAll(folder, { asOf: null, clock: () => clock.now });
      let isDone = true;
      while (isDone) {
        isDone = false;
        const left = ids.toSorted(() => Number(order.next().value) - 6);
        for (const id of left) isDone = (await takeBack(shop, id)) || isDone;
      }
      expect(await everything(shop)).toEqual(was);
      await evaluateAll(folder, { asOf: null, clock: () => clock.now });
      await expectSound(shop);
    }),
    { numRuns: fewOrMany(onPostgres ? 1 : 3, 3) },
  );
}, 300_000);
