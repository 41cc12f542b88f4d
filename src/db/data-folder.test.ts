import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { InputError } from '../domain/problem.ts';
import { MARK_FILE, openMark } from './commit-mark.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import type { EmbeddedDatabase } from './embedded.ts';
import { holderOf } from './folder-lock.ts';
import { DATABASE_FILE } from './hold-embedded.ts';
import { openWriter } from './writer.ts';

const open: DataFolder[] = [];
const places: string[] = [];

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tierbook-folder-'));
  places.push(folder);
  return join(folder, 'shop');
}

async function start(path: string, create = true): Promise<DataFolder> {
  const folder = await openDataFolder({ path, now: Date.UTC(2026, 0, 1), create });
  open.push(folder);
  return folder;
}

async function stop(folder: DataFolder): Promise<void> {
  open.splice(open.indexOf(folder), 1);
  await folder.close();
}

function embedded(folder: DataFolder): EmbeddedDatabase {
  return folder.database() as EmbeddedDatabase;
}

async function codesOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error ?? new Error('nothing was refused');
  return error.problems.map(({ code }) => code);
}

async function settings(folder: DataFolder): Promise<unknown[]> {
  return (await sql`select * from settings order by name`.execute(folder.database().reader)).rows;
}

afterEach(async () => {
  for (const folder of [...open]) await stop(folder);
  for (const path of places.splice(0)) await rm(path, { recursive: true });
});

describe('a data folder', () => {
  it('keeps what was written', async () => {
    const path = await place();
    const folder = await start(path);
    await folder.writer.write(async (trx) => {
      await sql`insert into settings values ('name', '小店')`.execute(trx);
    });
    await stop(folder);
    expect(await settings(await start(path, false))).toEqual([{ name: 'name', value: '小店' }]);
  });

  it('keeps rows in groups small enough to read few of them', async () => {
    const folder = await start(await place());
    await folder.writer.write(async (trx) => {
      await sql`insert into settings select 'setting ' || i, 'x' from range(70000) as r(i)`.execute(trx);
    });
    const { connection } = embedded(folder);
    await connection.run('checkpoint');
    const groups = await connection.runAndReadAll(
      `select count(distinct row_group_id) from pragma_storage_info('settings')`,
    );
    expect(groups.getRows()).toEqual([[3n]]);
  });

  it('takes the log of commits over in a pause', async () => {
    const path = await place();
    const { writer } = await start(path);
    const log = async (): Promise<number> =>
      (await stat(join(path, 'tierbook.duckdb.wal')).catch(() => ({ size: 0 }))).size;
    for (let n = 0; n < 60; n++) {
      await writer.write(async (trx) => {
        await sql`insert into settings values (${`setting ${n}`}, 'x')`.execute(trx);
      });
      if (n === 40) expect(await log()).toBeGreaterThan(0);
    }
    await expect.poll(log, { timeout: 120_000 }).toBe(0);
  });

  it('is refused where there is none, and made where asked for', async () => {
    const path = await place();
    expect(await codesOf(start(path, false))).toEqual(['no-data-folder']);
    await start(path);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('is refused on a file', async () => {
    const path = await place();
    await writeFile(path, 'x');
    expect(await codesOf(start(path))).toEqual(['not-a-folder']);
  });

  it('is held once, in this process too', async () => {
    const path = await place();
    await start(path);
    expect(await codesOf(start(path))).toEqual(['folder-in-use']);
    expect((await holderOf(path))?.pid).toBe(process.pid);
  });

  it('names the process that holds it', async () => {
    const path = await place();
    await stop(await start(path));
    const other = spawnSync('sh', ['-c', 'echo $PPID'], { encoding: 'utf8' }).stdout.trim();
    expect(Number(other)).toBe(process.pid);
    const parent = process.ppid;
    const started = (await readFile(`/proc/${parent}/stat`, 'utf8')).split(') ')[1]?.split(' ')[19];
    const holder = { pid: parent, host: (await import('node:os')).hostname(), since: '2026-01-01', started };
    await writeFile(join(path, 'lock.json'), JSON.stringify(holder));
    const refused = await start(path).catch((error: unknown) => error);
    expect(String(refused)).toContain(`process ${parent} on`);
  });

  it('is taken over from a process that ended without a word, and from another of its number', async () => {
    const path = await place();
    await stop(await start(path));
    const gone = spawnSync('true').pid;
    const { hostname } = await import('node:os');
    for (const pid of [gone, process.ppid]) {
      await writeFile(
        join(path, 'lock.json'),
        JSON.stringify({ pid, host: hostname(), since: '2026-01-01', started: '1' }),
      );
      await stop(await start(path));
    }
    await writeFile(join(path, 'lock.json'), '{"pid":');
    await stop(await start(path));
  });

  it('reads no file outside its exchange, whatever the statement', async () => {
    const folder = await start(await place());
    const { reader } = folder.database();
    await expect(sql`select * from read_text('/etc/hostname')`.execute(reader)).rejects.toThrow(/Permission/);
    await expect(sql.raw(`attach '${folder.path}/other.duckdb'`).execute(reader)).rejects.toThrow(
      /Permission/,
    );
    await expect(sql`set enable_external_access = true`.execute(reader)).rejects.toThrow(/locked|Cannot/);
    const inside = join(folder.exchange, 'x.parquet');
    await sql.raw(`copy (select 1 as a) to '${inside}' (format parquet)`).execute(reader);
    expect((await sql`select a from read_parquet(${inside})`.execute(reader)).rows).toEqual([{ a: 1 }]);
  });

  it('says that its database is damaged', async () => {
    const path = await place();
    await stop(await start(path));
    await truncate(join(path, DATABASE_FILE), 100);
    expect(await codesOf(start(path, false))).toEqual(['database-damaged']);
    expect(await holderOf(path)).toBeNull();
  });
});

/** The files of a folder as a killed process leaves them, in another one. */
async function copyOpen(from: string, to: string, files: readonly string[]): Promise<string> {
  for (const file of files) await cp(join(from, file), join(to, file));
  return to;
}

describe('the log of a database', () => {
  const log = `${DATABASE_FILE}.wal`;

  async function startWith(value: string): Promise<{ path: string; folder: DataFolder }> {
    const path = await place();
    const folder = await start(path);
    // What a checkpoint has taken over is not in the log any more.
    await embedded(folder).connection.run('checkpoint');
    await folder.writer.write(async (trx) => {
      await sql`insert into settings values ('name', ${value})`.execute(trx);
    });
    return { path, folder };
  }

  it('is read again after a kill', async () => {
    const { path } = await startWith('小店');
    const copy = await copyOpen(path, await place(), [DATABASE_FILE, log, MARK_FILE]);
    expect(await settings(await start(copy, false))).toEqual([{ name: 'name', value: '小店' }]);
  });

  it('is missed where it was not copied with the database, unless one says to go on', async () => {
    const { path } = await startWith('小店');
    const copy = await copyOpen(path, await place(), [DATABASE_FILE, MARK_FILE]);
    expect(await codesOf(start(copy, false))).toEqual(['changes-missing']);
    await rm(join(copy, MARK_FILE));
    expect(await settings(await start(copy, false))).toEqual([]);
  });

  it('begins anew with a new database beside an old mark', async () => {
    const { path, folder } = await startWith('小店');
    await stop(folder);
    await rm(join(path, DATABASE_FILE));
    for (let starts = 0; starts < 2; starts++) await stop(await start(path));
    expect(await settings(await start(path, false))).toEqual([]);
  });

  it('is believed where the mark was never written to disk', async () => {
    const { path, folder } = await startWith('小店');
    await stop(folder);
    for (const left of ['\0'.repeat(64), 'cut off', `${'0'.repeat(36)} abc`]) {
      await writeFile(join(path, MARK_FILE), left);
      const again = await start(path, false);
      expect(await settings(again)).toEqual([{ name: 'name', value: '小店' }]);
      await stop(again);
    }
  });

  it('of another database is not read into this one', async () => {
    const [mine, other] = [await startWith('小店'), await startWith('别家')];
    const copy = await copyOpen(mine.path, await place(), [DATABASE_FILE, MARK_FILE]);
    await cp(join(other.path, log), join(copy, log));
    expect(await codesOf(start(copy, false))).toEqual(['other-database']);
    await cp(join(mine.path, log), join(copy, log));
    expect(await settings(await start(copy, false))).toEqual([{ name: 'name', value: '小店' }]);
  });
});

describe('changes', () => {
  it('that fail take nothing with them and leave nothing behind', async () => {
    const folder = await start(await place());
    const add = (name: string) =>
      folder.writer.write((trx) => sql`insert into settings values (${name}, 'x')`.execute(trx));
    const results = await Promise.allSettled(['a', 'b', 'a', 'c'].map(add));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await settings(folder)).toHaveLength(3);
  });

  it.each([
    ['bound', (name: string) => sql`insert into settings values (${name}, 'x')`],
    ['literal', (name: string) => sql`insert into settings values (${sql.lit(name)}, 'x')`],
  ])(
    'begin with their first statement, whichever it is and whether or not it fails: %s',
    async (_, insert) => {
      const folder = await start(await place());
      const { kysely } = embedded(folder);
      const several = (names: readonly string[]) =>
        kysely.transaction().execute(async (trx) => {
          for (const name of names) await insert(name).execute(trx);
          if (names.at(-1) === 'fails') throw new Error('on purpose');
        });
      for (const names of [[], ['a', 'b'], ['a'], ['c', 'a'], ['fails'], ['c', 'fails'], [], ['c']]) {
        await several(names).catch(() => undefined);
      }
      await sql`select none from nowhere`.execute(kysely).catch(() => undefined);
      await several(['d']);
      expect(await settings(folder)).toMatchObject([
        { name: 'a' },
        { name: 'b' },
        { name: 'c' },
        { name: 'd' },
      ]);
    },
  );

  it('cannot succeed after an error inside them that was swallowed', async () => {
    const folder = await start(await place());
    const change = folder.writer.write(async (trx) => {
      await sql`insert into settings values ('a', 'x')`.execute(trx);
      await sql`insert into settings values ('a', 'y')`.execute(trx).catch(() => undefined);
    });
    await expect(change).rejects.toThrow(/PRIMARY KEY/);
    expect(await settings(folder)).toEqual([]);
  });

  it('go before the slices of long work, in the order they came', async () => {
    const folder = await start(await place());
    const order: string[] = [];
    const note = (name: string) => async (): Promise<void> => {
      order.push(name);
    };
    const first = folder.writer.writeSlice(note('slice 1'));
    const rest = [
      folder.writer.writeSlice(note('slice 2')),
      folder.writer.write(note('change 1')),
      folder.writer.write(note('change 2')),
    ];
    await Promise.all([first, ...rest]);
    expect(order).toEqual(['slice 1', 'change 1', 'change 2', 'slice 2']);
  });

  it('are refused while the database does not open again, and taken again when it does', async () => {
    const path = await place();
    const folder = await start(path);
    let opens = false;
    const mark = await openMark(path, embedded(folder).connection);
    const writer = openWriter({
      mark,
      kysely: () => folder.database().kysely,
      reopen: async () => {
        if (!opens) throw new Error('the disk is full');
      },
    });
    const fatal = writer.write(async () => Promise.reject(new Error('FATAL Error: no space')));
    await expect(fatal).rejects.toThrow('FATAL');
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(writer.write(async () => 1)).rejects.toThrow('the disk is full');
    }
    opens = true;
    await expect
      .poll(async () => await writer.write(async () => 2).catch(() => 0), { timeout: 120_000 })
      .toBe(2);
    await writer.close();
    mark.close();
  });

  it('that were put off are tried once at a time, apart from others, and those for which that is no use never', async () => {
    const { writer } = await start(await place());
    const order: string[] = [];
    const beside: Promise<unknown>[] = [];
    let times = 0;
    const conflicting = writer.write(async () => {
      order.push('put off');
      times++;
      // The sixth time is the first after a pause; what comes then goes before it is tried again.
      if (times === 6) beside.push(writer.write(async () => order.push('other')));
      if (times < 8) throw new Error('TransactionContext Error: Conflict on update!');
    });
    let tries = 0;
    const refused = writer.tryWrite(async () => {
      tries++;
      throw new Error('TransactionContext Error: Conflict on update!');
    });
    await expect(refused).rejects.toThrow('Conflict');
    await conflicting;
    await Promise.all(beside);
    // Once together with what came with it.
    expect(tries).toBeLessThan(3);
    const often = Array.from({ length: 6 }, () => 'put off');
    expect(order).toEqual([...often, 'other', 'put off', 'put off']);
  });

  it('let a slice of long work have its turn, however many there are', async () => {
    const folder = await start(await place());
    let changes = 0;
    let going = true;
    // Each asks for the next before it ends, so that one is always waiting.
    const keepOn = async (): Promise<void> => {
      const next = folder.writer.write(async () => {
        changes++;
        if (going) void keepOn();
      });
      await next;
    };
    const started = keepOn();
    const before = await folder.writer.writeSlice(async () => changes);
    going = false;
    await started;
    expect(before).toBeLessThan(100);
  });

  it('are never left waiting, however soon they come after another', async () => {
    const folder = await start(await place());
    const nothing = async (): Promise<void> => undefined;
    for (let turns = 0; turns < 12; turns++) {
      await folder.writer.write(nothing);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await folder.writer.write(nothing);
    }
  });

  it('are not seen by others before they are whole', async () => {
    const folder = await start(await place());
    let seen: unknown[] = [];
    await folder.writer.write(async (trx) => {
      await sql`insert into settings values ('a', 'x')`.execute(trx);
      seen = await settings(folder);
    });
    expect(seen).toEqual([]);
    expect(await settings(folder)).toHaveLength(1);
  });
});

describe('closing', () => {
  it('ends statements that are under way, on whichever connection, and leaves none waiting', async () => {
    const folder = await start(await place());
    const { reader } = folder.database();
    const own = await folder.database().separate();
    const long = sql`select sum(a.range * b.range) as n from range(1000000) as a, range(1000000) as b`;
    const running = [long.execute(reader), long.execute(reader), long.execute(own.kysely)].map((query) =>
      query.then(
        () => 'answered',
        () => 'ended',
      ),
    );
    await sql`select 1`.execute(reader);
    await stop(folder);
    expect(await Promise.all(running)).toEqual(['ended', 'ended', 'ended']);
  });
});
