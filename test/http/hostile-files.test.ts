import { readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Caller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { unzip } from '../support/unzip.ts';
import { type XlsxCell, xlsxFile } from '../support/write-xlsx.ts';
import { type ZipPart, zipFile } from '../support/zip-file.ts';

const header = ['order_id', 'customer_id', 'ordered_at', 'amount'];
const csv = `${header.join(',')}\n1,ada,2026-01-02,5\n`;
const [sheet, strings] = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml'];
/** An entity `a` of ten `b`, each of ten `c` … */
const laughs = [...'abcdefghijkl']
  .map((name, n) => `<!ENTITY ${name} "${(n === 11 ? 'lol' : `&${'bcdefghijkl'[n]};`).repeat(10)}">`)
  .join('');

interface Found {
  readonly status: number;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  readonly rows: readonly (readonly string[])[];
}

async function open(): Promise<{ served: Served; owner: Caller }> {
  const served = await serveShop();
  return { served, owner: await signInAs(served, 'ada', 'owner') };
}

/** Sends a file and looks what it would be read as, as the page does. */
async function look(
  owner: Caller,
  name: string,
  content: Uint8Array | string,
): Promise<Found & { id: string }> {
  const sent = await owner.send('POST', `/uploads?name=${encodeURIComponent(name)}`, Buffer.from(content));
  if (sent.statusCode !== 201)
    return { id: '', status: sent.statusCode, rows: [], problems: sent.json().problems };
  const { id } = sent.json<{ id: string }>();
  const seen = await owner.send('POST', '/imports/previews', { uploads: [id], kind: 'orders' });
  const { files = [], problems = [] } = seen.json();
  const rows = (files[0]?.rows ?? []).map(({ cells }: { cells: { raw: string }[] }) =>
    cells.map(({ raw }) => raw),
  );
  return { id, status: seen.statusCode, problems, rows };
}

/** Imports what was sent; the job's end. */
async function take(owner: Caller, upload: string) {
  const { job } = (await owner.send('POST', '/imports', { uploads: [upload], kind: 'orders' })).json();
  await owner.get(`/jobs/${job}/events`);
  return (await owner.get(`/jobs/${job}`)).json();
}

/** A workbook with parts changed or added. */
async function workbook(
  rows: readonly (readonly XlsxCell[])[],
  change: (parts: Map<string, string | Buffer>) => void = () => undefined,
  more: readonly ZipPart[] = [],
): Promise<Buffer> {
  const parts = new Map<string, string | Buffer>(unzip(Buffer.from(await xlsxFile(rows))));
  change(parts);
  return zipFile([...[...parts].map(([name, content]) => ({ name, content })), ...more]);
}

const order: readonly (readonly XlsxCell[])[] = [header, ['1', 'ada', '2026-01-02', 5]];

describe('a hostile workbook', () => {
  it.each([
    ['an external entity (FILE-01)', '<!ENTITY a SYSTEM "file:///etc/passwd">'],
    ['entities within entities (FILE-03)', laughs],
  ])('with %s shows nothing of what it names', async (_, entities) => {
    const { owner, served } = await open();
    const content = await workbook(order, (parts) => {
      const xml = String(parts.get(strings)).replace(/^(<\?xml[^>]*\?>)?/, `$1<!DOCTYPE x [${entities}]>`);
      expect(xml).toContain('>ada<');
      parts.set(strings, xml.replace('>ada<', '>&a;<'));
    });
    const { status, rows } = await look(owner, 'entities.xlsx', content);
    expect([200, 422]).toContain(status);
    expect(JSON.stringify(rows)).not.toMatch(/root:|lol/);
    expect(JSON.stringify(rows).length).toBeLessThan(1000);
    expect(served.faults).toEqual([]);
  });

  it('of 60,000 parts is refused by their number (FILE-05)', async () => {
    const { owner } = await open();
    const many = Array.from({ length: 60_000 }, (_, n) => ({ name: `xl/media/${n}.png`, content: '' }));
    const { status, problems } = await look(owner, 'many.xlsx', await workbook(order, undefined, many));
    expect([status, problems.map(({ code }) => code)]).toEqual([422, ['xlsx-too-large']]);
    expect(problems[0]?.message).toMatch(/60,?0\d\d parts/);
  });

  it('whose directory lies about sizes is refused (FILE-07)', async () => {
    const { owner } = await open();
    const lie = { name: 'xl/media/a.bin', content: Buffer.alloc(2 ** 26), declared: 10 };
    const { status, problems } = await look(owner, 'lie.xlsx', await workbook(order, undefined, [lie]));
    expect([status, problems.map(({ code }) => code)]).toEqual([422, ['xlsx-damaged']]);
  });

  it('with macros gives its values alone, and is gone after the import (FILE-17)', async () => {
    const { owner, served } = await open();
    const macro = { name: 'xl/vbaProject.bin', content: Buffer.from('d0cf11e0a1b11ae1', 'hex') };
    const seen = await look(owner, 'macro.xlsm', await workbook(order, undefined, [macro]));
    expect([seen.status, seen.rows]).toEqual([200, [['1', 'ada', '2026-01-02', '5']]]);
    expect((await take(owner, seen.id)).state).toBe('done');
    expect(await readdir(join(served.shop.folder.exchange, 'uploads'))).toEqual([]);
  });

  it('with formulas gives the values they had (FILE-19)', async () => {
    const { owner } = await open();
    const content = await workbook(order, (parts) => {
      const xml = String(parts.get(sheet));
      const formula = xml.replace('"D2"><v>5<', '"D2"><f>WEBSERVICE("http://127.0.0.1/")</f><v>7.5<');
      expect(formula).not.toBe(xml);
      parts.set(sheet, formula);
    });
    expect((await look(owner, 'formula.xlsx', content)).rows).toEqual([['1', 'ada', '2026-01-02', '7.5']]);
  });

  it('with days counted from 1904 has them right (FILE-25)', async () => {
    const { owner } = await open();
    const day = new Date(Date.UTC(2024, 1, 29));
    const written = await workbook([header, ['1', 'ada', day, 5]], (parts) => {
      const xml = String(parts.get('xl/workbook.xml'));
      const with1904 = xml.includes('<workbookPr')
        ? xml.replace('<workbookPr', '<workbookPr date1904="1"')
        : xml.replace(/(<workbook[^>]*>)/, '$1<workbookPr date1904="1"/>');
      parts.set('xl/workbook.xml', with1904);
    });
    // The number was written as counted from 1900: 1462 days later.
    expect((await look(owner, 'mac.xlsx', written)).rows).toEqual([['1', 'ada', '2028-03-01', '5']]);
  });
});

describe('a hostile text', () => {
  it('that is no table is refused with what is wrong', async () => {
    const { owner } = await open();
    const wide = (columns: number): string => `${Array(columns).fill('c').join(',')}\n`.repeat(2);
    const refused = [
      ['FILE-09', wide(20_000), 'file-too-wide', '5,000'],
      ['a million columns', wide(1_000_000), 'file-too-wide', '5,000'],
      ['FILE-15', Buffer.from(`${csv}2,b\xff,2026-01-02,5\n`, 'latin1'), 'file-encoding', 'line 3'],
      ['NUL bytes', `${csv}2,b\0b,2026-01-02,5\n`, 'file-binary', 'binary'],
      ['FILE-23', '', 'file-empty', 'empty'],
    ] as const;
    for (const [attack, content, code, words] of refused) {
      const { status, problems } = await look(owner, 'a.csv', content);
      expect([attack, status, problems.map((each) => each.code)]).toEqual([attack, 422, [code]]);
      expect(problems[0]?.message).toContain(words);
    }
    expect((await look(owner, 'a.xlsx', '')).problems.map(({ code }) => code)).toEqual(['file-empty']);
  });

  it('with a quote that swallows 20 MB is refused, and the line named (FILE-11)', async () => {
    const { owner } = await open();
    const swallowed = 'x'.repeat(20_000_000);
    for (const [before, line] of [
      ['a,"unterminated', 1],
      [`${csv}2,"bob\n& co",2026-01-02,5\n3,"`, 5],
    ] as const) {
      const { status, problems } = await look(owner, 'a.csv', before + swallowed);
      expect([status, problems.map(({ code }) => code)]).toEqual([422, ['quote-open']]);
      expect(problems[0]?.message).toContain(`line ${line} `);
    }
    // Beyond what a look at the file's start sees.
    const late = csv + '2,bob,2026-01-02,5\n'.repeat(80_000);
    const { id, status } = await look(owner, 'late.csv', `${late}3,"${'xxxxxxxxx\n'.repeat(100_000)}`);
    expect(status).toBe(200);
    const { state, problems } = await take(owner, id);
    expect([state, problems.map(({ code }: { code: string }) => code)]).toEqual(['failed', ['quote-open']]);
    expect(problems[0]?.message).toContain('line 80003 ');
  });

  it('in UTF-16 with a byte-order mark is read (FILE-13)', async () => {
    const { owner } = await open();
    const { rows } = await look(
      owner,
      'a.csv',
      Buffer.from(`\ufeff${csv.replace('ada', '王二')}`, 'utf16le'),
    );
    expect(rows).toEqual([['1', '王二', '2026-01-02', '5']]);
  });

  it('with a cell of 100 MB loses that row, and is read on', async () => {
    const { owner } = await open();
    const content = Buffer.concat([
      Buffer.from(`${csv}2,bob,2026-01-02,`),
      Buffer.alloc(100_000_000, 'x'),
      Buffer.from('\n3,cleo,2026-01-03,6\n'),
    ]);
    const { id, status } = await look(owner, 'a.csv', content);
    expect(status).toBe(200);
    const { state, result } = await take(owner, id);
    expect([state, result.outcome.added, result.files[0].rejected]).toEqual(['done', 2, 1]);
  });
});

it('a body without end is answered at the limit, and nothing of it stays (FILE-21)', async () => {
  const most = 3_000_000;
  const served = await serveShop(undefined, { mostUploadBytes: most });
  await served.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = served.app.server.address() as AddressInfo;
  const answer = await new Promise<{ status: number | undefined; sent: number }>((resolve, reject) => {
    let sent = 0;
    const outgoing = request({
      ...{ host: '127.0.0.1', port, method: 'POST', path: '/api/v1/uploads?name=a.csv' },
      headers: { authorization: `Bearer ${served.served.localToken}` },
    });
    outgoing.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode, sent });
    });
    outgoing.on('error', reject);
    const more = (): void => {
      if (sent > 2 ** 30 || outgoing.destroyed) return;
      sent += 65_536;
      if (outgoing.write(Buffer.alloc(65_536, 'x'))) setImmediate(more);
      else outgoing.once('drain', more);
    };
    more();
  });
  expect(answer.status).toBe(413);
  expect(answer.sent).toBeLessThan(10 * most);
  const folder = join(served.shop.folder.exchange, 'uploads');
  expect(await readdir(folder)).toEqual([]);
  expect((await stat(folder)).isDirectory()).toBe(true);
});
