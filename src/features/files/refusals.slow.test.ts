import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodePairs, encodeUtf16 } from '../../../test/support/files/encode.ts';
import { refusalCode, workplace } from '../../../test/support/files/workplace.ts';
import { InputError } from '../../domain/problem.ts';

const NOISE = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) % 256));

describe('a file that is no table is refused', () => {
  it.each([
    ['empty.csv', '', 'file-empty'],
    ['blank.csv', '\ufeff \r\n\t\n', 'file-empty'],
    ['commas.csv', ',,,\n,,,\n', 'file-empty'],
    ['blank16.csv', encodeUtf16('\n', 'le', true), 'file-empty'],
    ['header.csv', '订单编号,金额\n\n', 'file-no-rows'],
    ['picture.csv', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'file-binary'],
    ['paper.csv', '%PDF-1.7\n', 'file-binary'],
    ['noise.csv', NOISE, 'file-binary'],
    ['zero.csv', '订单编号,金额\n1,2\n3,\0\n', 'file-binary'],
    ['zero-short.csv', 'a,b\n\0\n', 'file-binary'],
    ['zero-late.csv', `订单编号,金额\n${'1,2\n'.repeat(400_000)}3,\0\n`, 'file-binary'],
    ['old.xls', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'file-old-xls'],
    ['renamed.csv', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'file-old-xls'],
    ['page.xls', '<html><body><table><tr><td>订单编号</td></tr></table></body></html>', 'file-web-page'],
    ['cut.csv', encodePairs('gb18030', '订单编号,金额\n1,二').subarray(0, -1), 'file-encoding'],
    ['cut16.csv', encodeUtf16('订单编号,金额\n1,2', 'le', true).subarray(0, -1), 'file-encoding'],
  ])('%s', async (name, content, code) => {
    const { refusal, copies } = await workplace();
    expect(await refusal(name, content)).toBe(code);
    expect(await copies()).toEqual([]);
  });

  it('when it is missing, a folder, or below a file', async () => {
    const { open, folder, save } = await workplace();
    const file = await save('a.csv', '订单编号\n1\n');
    expect(await refusalCode(open(join(folder, 'none.csv')))).toBe('file-not-found');
    expect(await refusalCode(open(join(file, 'b.csv')))).toBe('file-not-found');
    await mkdir(join(folder, 'dir.csv'));
    expect(await refusalCode(open(join(folder, 'dir.csv')))).toBe('file-is-folder');
    expect(await refusalCode(open('/dev/null'))).toBe('file-unreadable');
  });

  it.skipIf(process.getuid?.() === 0)('when it may not be read', async () => {
    const { open, save } = await workplace();
    const file = await save('a.csv', '订单编号\n1\n');
    await chmod(file, 0);
    expect(await refusalCode(open(file))).toBe('file-unreadable');
  });

  it('with its name and what to do, in both languages', async () => {
    const { open } = await workplace();
    const error = await open('/none/orders.csv').catch((it: unknown) => it);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({
      problems: [
        {
          code: 'file-not-found',
          path: '/none/orders.csv',
          message: { zh: expect.stringContaining('请检查'), en: expect.stringContaining('Check') },
        },
      ],
    });
  });
});

describe('a text file under a workbook’s name', () => {
  it.each(['t.xls', 't.xlsx'])('is read as text: %s', async (name) => {
    const { openContent } = await workplace();
    const table = await openContent(name, '订单编号\t金额\n1\t2\n');
    expect(table).toMatchObject({ format: 'csv', delimiter: '\t' });
  });
});

describe('a stop signal', () => {
  it.each([
    ['utf-8', Buffer.from('1,张三\n'.repeat(400_000))],
    ['gb18030', Buffer.concat(Array(400_000).fill(encodePairs('gb18030', '1,张三\n')))],
  ])('ends the reading of %s with its reason and leaves no copy', async (_, content) => {
    const { save, open, copies } = await workplace();
    const file = await save('t.csv', content);
    const controller = new AbortController();
    const reason = new Error('stopped by the user');
    let steps = 0;
    const onProgress = () => {
      steps++;
      controller.abort(reason);
    };
    await expect(open(file, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(steps).toBe(1);
    expect(await copies()).toEqual([]);
  });
});
