import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type DataFolder, openDataFolder } from '../../src/db/data-folder.ts';
import { InputError } from '../../src/domain/problem.ts';
import { openSeal } from '../../src/features/contacts/open-seal.ts';
import { postgresUrl } from '../support/postgres.ts';
import { makeBareDatabase } from '../support/postgres-database.ts';

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tierbook-place-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  return folder;
}

async function bare(): Promise<string> {
  const { option, drop } = await makeBareDatabase();
  onTestFinished(drop);
  return option.databaseUrl;
}

async function open(path: string, databaseUrl?: string, create = true): Promise<DataFolder> {
  const where = databaseUrl === undefined ? {} : { databaseUrl };
  return await openDataFolder({ path, now: 0, create, ...where });
}

async function refusal(opening: Promise<DataFolder>): Promise<string> {
  const error = await opening.then(
    async (folder) => await folder.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error ?? new Error('nothing was refused');
  for (const { message } of error.problems) expect(`${message.en}${message.zh}`).not.toContain('secret');
  return error.problems.map(({ code }) => code).join();
}

async function make(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl() });
  await client.connect();
  await client.query(statement).finally(async () => await client.end());
}

describe.skipIf(postgresUrl() === undefined)('a data folder on PostgreSQL', () => {
  it('makes its tables in an empty database and finds again what it kept', async () => {
    const [path, url] = [await place(), await bare()];
    const first = await open(path, url);
    expect(first.isFirst).toBe(true);
    await openSeal(first, undefined);
    await first.close();
    const again = await open(path, url, false);
    await openSeal(again, undefined);
    await again.close();
    expect(existsSync(join(path, 'tierbook.duckdb'))).toBe(false);
  });

  it('takes away what a killed server left of files, unless another server is there', async () => {
    const [one, other, url] = [await place(), await place(), await bare()];
    const first = await open(one, url);
    const leave = async () =>
      await first.writer.write((trx) => sql`create table incoming_file_0abc (a text)`.execute(trx));
    const left = async ({ database }: DataFolder): Promise<number> => {
      const { rows } = await sql`select 1 from information_schema.tables
        where table_schema = current_schema() and table_name = 'incoming_file_0abc'`.execute(
        database().reader,
      );
      return rows.length;
    };
    await leave();
    const second = await open(other, url);
    expect(await left(second)).toBe(1);
    for (const folder of [first, second]) await folder.close();
    const again = await open(one, url);
    expect(await left(again)).toBe(0);
    await again.close();
  });

  it('is opened by two servers that start at the same time, of which one is the first', async () => {
    const [one, other, url] = [await place(), await place(), await bare()];
    const folders = await Promise.all([open(one, url), open(other, url)]);
    expect(folders.filter(({ isFirst }) => isFirst)).toHaveLength(1);
    for (const folder of folders) await folder.close();
  });

  it('S03 is opened with the key of the first alone', async () => {
    const [one, other, url] = [await place(), await place(), await bare()];
    const folders = [await open(one, url), await open(other, url)] as const;
    const sealed = await Promise.allSettled(folders.map(async (folder) => await openSeal(folder, undefined)));
    expect(sealed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const folder of folders) await folder.close();
  });

  it('is refused, with what to do, where PostgreSQL cannot be used', async () => {
    const path = join(await place(), 'data');
    const url = new URL(postgresUrl() ?? '');
    url.password = 'secret';
    expect(await refusal(open(path, 'mysql://secret@localhost/x'))).toBe('bad-database-url');
    expect(await refusal(open(path, `postgres://u:secret@127.0.0.1:1/x`))).toBe('database-unreachable');
    url.pathname = '/nothing_of_this_name';
    expect(await refusal(open(path, url.href))).toBe('database-unreachable');
    // Nothing of it stays: the folder can be used without PostgreSQL.
    await (await open(path)).close();
  });

  it('is refused on a database that sorts texts by the rules of a language', async () => {
    const name = `sorted_${process.pid}`;
    await make(
      `create database ${name} template template0 locale_provider icu icu_locale 'en-US' locale 'C.UTF-8'`,
    );
    onTestFinished(async () => await make(`drop database ${name} with (force)`));
    const url = new URL(postgresUrl() ?? '');
    url.pathname = `/${name}`;
    expect(await refusal(open(await place(), url.href))).toBe('database-sorts-otherwise');
  });

  it('is never mistaken for one with a file of its own, nor the other way round', async () => {
    const [mine, theirs, url] = [await place(), await place(), await bare()];
    await (await open(mine)).close();
    await (await open(theirs, url)).close();
    expect(await refusal(open(mine, url))).toBe('folder-has-database');
    expect(await refusal(open(theirs))).toBe('database-elsewhere');
  });

  it('keeps nothing of a change in which a statement failed, even if the change goes on', async () => {
    const folder = await open(await place(), await bare());
    const change = folder.writer.write(async (trx) => {
      await sql`insert into settings values ('a', '1')`.execute(trx);
      await sql`select 1 / 0`.execute(trx).catch(() => undefined);
    });
    await expect(change).rejects.toThrow();
    const { rows } = await sql`select name from settings`.execute(folder.database().reader);
    await folder.close();
    expect(rows).toEqual([]);
  });
});
