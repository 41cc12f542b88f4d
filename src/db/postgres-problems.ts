import { sql } from 'kysely';
import { refuse } from '../domain/problem.ts';
import { run } from './database.ts';
import type { PostgresDatabase } from './postgres.ts';

const OLDEST = 15;
/** In the order of their code points. */
const ordered = ['A b', 'Ab', 'B', 'Z', '_', 'a', 'z', 'é', '一', '😀'];

/** Refuses a server that would give other results than the embedded engine. */
export async function checkServer(database: PostgresDatabase): Promise<void> {
  const db = { ...database, kysely: database.reader };
  const texts = sql.join(ordered.map((text) => sql`(cast(${text} as text))`));
  const [found = {}] = await run(
    db,
    sql`select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
      (select string_agg(probe, ',' order by probe) from (values ${texts}) as probes(probe)) as sorted`,
  );
  const version = String(found.version);
  if (Number.parseInt(version, 10) < OLDEST) {
    refuse(
      'database-too-old',
      '--database',
      `PostgreSQL ${version} 太旧，请用 ${OLDEST} 或更高版本`,
      `PostgreSQL ${version} is too old; use ${OLDEST} or newer`,
    );
  }
  if (found.encoding !== 'UTF8' || found.sorted !== ordered.join(',')) {
    refuse(
      'database-sorts-otherwise',
      '--database',
      "这个数据库不是按字符编码排序的 UTF-8 数据库；请新建一个：create database 名字 template template0 encoding 'UTF8' locale 'C.UTF-8'",
      "this database is not one in UTF-8 that sorts by code points; make one: create database NAME template template0 encoding 'UTF8' locale 'C.UTF-8'",
    );
  }
}

/** Refuses what is no address of a PostgreSQL. */
export function checkUrl(url: string): void {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return;
  refuse(
    'bad-database-url',
    '--database',
    '应是 PostgreSQL 的地址，如 postgres://用户:密码@主机:5432/数据库',
    'should be the address of a PostgreSQL, such as postgres://user:password@host:5432/database',
  );
}

const reasons: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ECONNREFUSED: ['没有服务器在这个地址上', 'no server answers there'],
  ENOTFOUND: ['找不到这台主机', 'there is no such host'],
  EAI_AGAIN: ['找不到这台主机', 'there is no such host'],
  ETIMEDOUT: ['连接超时', 'it does not answer'],
  '28P01': ['用户名或密码不对', 'the user name or password is wrong'],
  '28000': ['服务器不允许这样登录', 'the server does not let this user in'],
  '3D000': ['服务器上没有这个数据库，请先创建', 'the server has no such database; create it first'],
  '42501': ['这个用户没有权限在数据库里建表', 'this user may not make tables in the database'],
};

/** Says why PostgreSQL cannot be used; throws the error again where nobody but us can mend it. Passwords are not repeated. */
export function refuseServer(url: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  if (reason === undefined) throw error;
  const place = placeOf(url);
  return refuse(
    'database-unreachable',
    place,
    `不能使用 PostgreSQL：${reason[0]}；请检查 --database`,
    `PostgreSQL cannot be used: ${reason[1]}; check --database`,
  );
}

/** Host and database of a URL. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return '--database';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
