import { expect, it, vi } from 'vitest';
import { zh } from '../../web/texts/zh.ts';
import { openBrowser } from './browser.ts';
import { dropFile, visitShop } from './first-steps.ts';

openBrowser();
// A browser beside everything else that is tested takes its time.
vi.setConfig({ testTimeout: 360_000 });

const { customer, customers, fields, imports, orders, places, proof, refunds, undo } = zh;

it('R006 a column that was found is left alone, found again, and not kept', async () => {
  const { page, complaints } = await visitShop('/imports');
  await dropFile(page, '客户.csv', '客户编号,姓名,肤质,手机号\n1,阿达,干性,13800001234\n');
  const read = (column: string) => page.getByLabel(imports.readColumnAs.replace('{{column}}', column));
  const choose = async (column: string, choice: string): Promise<void> => {
    await read(column).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(choice, { exact: true }).click();
  };
  const row = (column: string) => page.getByRole('row').filter({ hasText: column });
  await choose('肤质', imports.leave);
  await row('肤质').getByTitle(imports.leave).waitFor();
  await choose('肤质', imports.asFound);
  await row('肤质').getByTitle(imports.newField.replace('{{column}}', '肤质')).waitFor();
  await choose('肤质', imports.leave);
  await choose('手机号', imports.leave);
  await row('手机号').getByTitle(imports.leave).waitFor();

  await page.getByRole('button', { name: imports.start }).click();
  await page.getByText(imports.result).first().waitFor();
  await page.getByRole('link', { name: places.customers }).click();
  await page.getByRole('link', { name: '阿达' }).click();
  await page.getByRole('tab', { name: customer.fields }).click();
  await page.getByText(fields.occupation).waitFor();
  expect(await page.getByText('干性').count()).toBe(0);
  expect(await page.getByText(fields.phone).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('R006 cells copied from a spreadsheet are pasted on the page and read like a file', async () => {
  const { page, complaints } = await visitShop('/imports');
  await page.getByRole('button', { name: imports.paste }).click();
  const field = page.getByLabel(imports.paste);
  await field.fill('客户编号\t姓名\n1\t阿达\n');
  for (const keys of ['ControlOrMeta+a', 'ControlOrMeta+c']) await field.press(keys);
  await page.getByRole('button', { name: zh.cancel }).click();
  await page.keyboard.press('ControlOrMeta+v');
  await page.getByRole('region', { name: `${imports.pastedName}.tsv` }).waitFor();
  await page.getByRole('button', { name: imports.paste }).click();
  await field.fill('客户编号,姓名\n2,阿宝\n3,阿呆');
  await page.getByRole('button', { name: imports.readPastedRows.replace('{{rows}}', '3') }).click();
  await page.getByRole('region', { name: `${imports.pastedName}.csv` }).waitFor();
  await page.getByRole('button', { name: imports.start }).click();
  await page.getByText(imports.result).first().waitFor();
  await page.getByRole('link', { name: places.customers }).click();
  for (const name of ['阿达', '阿宝', '阿呆']) await page.getByRole('link', { name }).waitFor();
  expect(complaints).toEqual([]);
});

it('R018 a proof lists all orders; refunds that name none and the rows left out are told', async () => {
  const { page, complaints } = await visitShop('/imports');
  const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2025, 0, 1 + index)));
  const bought = days.map((day, index) => `${1000 + index},A1,茶,1,${day.toISOString().slice(0, 10)},10,dan`);
  const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID';
  const rows = [header, ...bought, 'C9,A1,茶,-1,2025-02-03,7.50,dan', '2000,A1,茶,1,昨天,10,dan'];
  await dropFile(page, '发票.csv', `${rows.join('\n')}\n`);
  await page.getByRole('button', { name: imports.start }).click();

  // The result waits on the page of imports until it is closed.
  await page.getByRole('heading', { name: imports.result }).waitFor();
  await page.reload();
  await page.getByText(imports.rejectedRows.replace('{{rows}}', '1')).waitFor();
  await page.getByRole('button', { name: imports.dismiss }).click();
  await page.getByText(imports.dropHint).waitFor();
  expect(await page.getByRole('heading', { name: imports.result }).count()).toBe(0);

  await page.getByRole('link', { name: places.customers }).click();
  await page.getByRole('link', { name: 'dan' }).click();
  const listed = page.getByRole('cell', { name: /^1\d{3}$/ });
  await listed.nth(49).waitFor();
  expect(await listed.count()).toBe(50);
  await page.getByRole('button', { name: proof.more.replace('{{orders}}', '10') }).click();
  await expect.poll(() => listed.count(), { timeout: 120_000 }).toBe(60);
  expect(await page.title()).toBe(`dan · ${zh.product}`);

  await page.getByRole('tab', { name: customer.orders }).click();
  await page.getByRole('heading', { name: refunds.title }).waitFor();
  await page.getByText('−¥7.50').last().waitFor();
  await page.getByRole('button', { name: orders.more }).click();
  await page.getByRole('tabpanel', { name: customer.orders }).getByText('2025年1月1日').waitFor();

  await page.getByRole('link', { name: customers.title }).first().click();
  await page.getByRole('searchbox').fill('没有这个人');
  await page.getByRole('button', { name: customers.all }).click();
  await page.getByRole('link', { name: 'dan' }).waitFor();
  expect(complaints).toEqual([]);
});

it('R034 an import is taken back, and once more after a later one that had changed the same', async () => {
  const head = 'order_id,customer_id,paid_at,amount\n';
  const first = `${head}1,ada,2026-01-02,100\n2,bob,2026-01-02,60\n`;
  const { page, complaints } = await visitShop('/imports', { orders: first });
  const later = '更正.csv';
  await dropFile(page, later, `${head}1,ada,2026-01-02,120\n`);
  await page.getByRole('button', { name: imports.start }).click();
  const undoOf = (file: string) => page.getByRole('button', { name: undo.of.replace('{{file}}', file) });
  await undoOf(later).waitFor();
  const dialog = page.getByRole('dialog');
  const takeBack = async (file: string, told: string, done: string): Promise<void> => {
    await undoOf(file).click();
    await dialog.getByText(told).waitFor();
    await dialog.getByRole('button', { name: undo.now }).click();
    await dialog.getByText(undo.done.replace('{{file}}', file)).waitFor();
    await dialog.getByText(done).waitFor();
    await dialog.getByRole('button', { name: undo.close, exact: true }).click();
  };
  const one = (text: string): string => text.replace('{{n}}', '1').replaceAll('{{ids}}', '#2');
  await takeBack('orders.csv', one(undo.later), one(undo.laterDone));
  await page.getByText(undo.isPartlyUndone).waitFor();
  await page.getByText(undo.leftForLater.replace('{{n}}', '2').replaceAll('{{ids}}', '#2')).waitFor();
  await takeBack(later, one(undo.back.replace('{{what}}', undo.counts.orders)), undo.wentBack.slice(0, 5));
  await page.getByText(undo.left.replace('{{n}}', '2')).waitFor();
  const rest = `${one(undo.counts.orders)}${undo.and}${one(undo.counts.customers)}`;
  const gone = undo.gone.replace('{{what}}', rest);
  await takeBack('orders.csv', undo.goes.replace('{{what}}', rest), gone);
  expect(await page.getByText(undo.isUndone, { exact: true }).count()).toBe(2);
  expect(await undoOf('orders.csv').count()).toBe(0);
  expect(complaints).toEqual([]);
});
