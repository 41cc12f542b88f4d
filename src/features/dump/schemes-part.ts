import { sql } from 'kysely';
import { InputError, problem } from '../../domain/problem.ts';
import { text } from '../../domain/text.ts';
import { literalText } from '../../sql/expression.ts';
import { digestOf, schemeOf } from '../schemes/scheme-versions.ts';
import { holderChoices } from '../schemes/standing.ts';
import { momentOf, type Part, type PartRow, partColumn, relationOf } from './part.ts';

/** Every publication of a standard, each with the version that it put in force. */
export const schemesPart: Part = {
  columns: () => [
    partColumn('publication', text('发布序号', 'publication'), sql`p.publication_id`, { kind: 'whole' }),
    partColumn('scheme', text('等级标准', 'scheme'), sql`p.scheme_id`),
    partColumn('version', text('版本', 'version'), sql`p.version`, { kind: 'whole' }),
    partColumn('document', text('内容', 'document'), sql`s.document`, { kind: 'json' }),
    partColumn('made_at', text('版本时间（UTC）', 'made at (UTC)'), sql`s.published_at`, { kind: 'moment' }),
    partColumn('made_by', text('版本作者', 'made by'), sql`s.author`),
    partColumn('made_holders', text('版本对在级者', 'holders at first'), sql`s.holders`, {
      needed: false,
      oneOf: holderChoices,
    }),
    partColumn('time_zone', text('时区', 'time zone'), sql`p.time_zone`),
    partColumn('starts_on', text('开始日期', 'starts on'), sql`p.starts_on`, { kind: 'day' }),
    partColumn('ends_on', text('结束日期', 'ends on'), sql`p.ends_on`, { kind: 'day', needed: false }),
    partColumn('holders', text('在级者', 'holders'), sql`p.holders`, { oneOf: holderChoices }),
    partColumn('return_holders', text('结束后的在级者', 'holders afterwards'), sql`p.return_holders`, {
      needed: false,
      oneOf: holderChoices,
    }),
    partColumn('published_at', text('发布时间（UTC）', 'published at (UTC)'), sql`p.published_at`, {
      kind: 'moment',
    }),
    partColumn('author', text('发布人', 'author'), sql`p.author`),
    partColumn('last_day', text('提前结束的最后一天', 'last day'), sql`p.last_day`, {
      kind: 'day',
      needed: false,
    }),
    partColumn('ended_by', text('结束人', 'ended by'), sql`p.ended_by`, { needed: false }),
    partColumn('ended_at', text('结束时间（UTC）', 'ended at (UTC)'), sql`p.ended_at`, {
      kind: 'moment',
      needed: false,
    }),
  ],
  rows: () => sql`from publications as p
    join schemes as s on s.scheme_id = p.scheme_id and s.version = p.version order by p.publication_id`,
  tables: ['schemes', 'publications'],
  keep: async ({ trx, dialect }, rows) => {
    refuseOthers(rows);
    const given = relationOf(dialect, schemesPart, rows);
    await sql`insert into schemes (scheme_id, version, document, digest, published_at, author, holders)
      select distinct on (scheme, version) scheme, cast(version as integer), cast(document as json), '', ${momentOf('made_at')}, made_by, made_holders
      from ${given} as given where not exists (select 1 from schemes as s where s.scheme_id = given.scheme and s.version = given.version)
      order by scheme, version, publication`.execute(trx);
    for (const { scheme, version, document } of rows) {
      const digest = digestOf(JSON.parse(String(document)));
      await sql`update schemes set digest = ${digest} where digest = '' and scheme_id = ${literalText(String(scheme))}
        and version = cast(${sql.lit(Number(version))} as integer)`.execute(trx);
    }
    await sql`insert into publications (publication_id, scheme_id, version, time_zone, starts_on, ends_on, holders, return_holders,
        published_at, author, last_day, ended_by, ended_at)
      select publication, scheme, cast(version as integer), time_zone, starts_on, ends_on, holders, return_holders,
        ${momentOf('published_at')}, author, last_day, ended_by, ${momentOf('ended_at')} from ${given} as given`.execute(
      trx,
    );
  },
};

/** Documents that are no standards, or another one than their row says. */
function refuseOthers(rows: readonly PartRow[]): void {
  for (const { publication, scheme, document } of rows) {
    const { id } = schemeOf(JSON.parse(String(document)));
    if (id === scheme) continue;
    throw new InputError([
      problem(
        'other-scheme',
        `publication ${publication}`,
        `document 里的等级标准是“${id}”，这一行却写着“${scheme}”`,
        `its document is the standard “${id}”, and its row says “${scheme}”`,
      ),
    ]);
  }
}
