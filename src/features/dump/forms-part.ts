import { sql } from 'kysely';
import { text } from '../../domain/text.ts';
import type { Expression } from '../../sql/expression.ts';
import { formKinds } from '../forms/form.ts';
import { momentOf, type Part, partColumn, relationOf } from './part.ts';

const own = (name: string): Expression => sql`f.${sql.ref(name)}`;
const perhaps = { needed: false } as const;

/** Forms, a row for each version of what people are told on them. */
export const formsPart: Part = {
  columns: () => [
    partColumn('form', text('表单', 'form'), own('form_id'), { kind: 'whole' }),
    partColumn('version', text('告知版本', 'notice version'), sql`n.version`, { kind: 'whole' }),
    partColumn('notice', text('告知内容', 'notice'), sql`n.notice`, { kind: 'words' }),
    partColumn('purposes', text('同意事项', 'purposes'), sql`n.purposes`, { kind: 'json' }),
    partColumn('noted_by', text('告知作者', 'noted by'), sql`n.author`),
    partColumn('noted_at', text('告知时间（UTC）', 'noted at (UTC)'), sql`n.noted_at`, { kind: 'moment' }),
    partColumn('current_version', text('现行告知版本', 'current notice'), own('notice_version'), {
      kind: 'whole',
    }),
    partColumn('token', text('链接', 'token'), own('token')),
    partColumn('kind', text('种类', 'kind'), own('kind'), { oneOf: formKinds }),
    partColumn('title', text('标题', 'title'), own('title'), { kind: 'words' }),
    partColumn('intro', text('说明', 'intro'), own('intro'), { kind: 'words' }),
    partColumn('fields', text('所问字段', 'fields'), own('fields'), { kind: 'json' }),
    partColumn('store', text('门店', 'store'), own('store'), perhaps),
    partColumn('channel', text('渠道', 'channel'), own('channel'), perhaps),
    partColumn('owner', text('负责人', 'owner'), own('owner'), perhaps),
    partColumn('reward', text('奖励（百万分之一分）', 'reward (millionths)'), own('reward'), {
      kind: 'whole',
      ...perhaps,
    }),
    partColumn('ends_on', text('结束日期', 'ends on'), own('ends_on'), { kind: 'day', ...perhaps }),
    partColumn('author', text('作者', 'author'), own('author')),
    partColumn('added_at', text('建立时间（UTC）', 'added at (UTC)'), own('added_at'), { kind: 'moment' }),
    partColumn('changed_by', text('修改人', 'changed by'), own('changed_by'), perhaps),
    partColumn('changed_at', text('修改时间（UTC）', 'changed at (UTC)'), own('changed_at'), {
      kind: 'moment',
      ...perhaps,
    }),
    partColumn('closed_by', text('关闭人', 'closed by'), own('closed_by'), perhaps),
    partColumn('closed_at', text('关闭时间（UTC）', 'closed at (UTC)'), own('closed_at'), {
      kind: 'moment',
      ...perhaps,
    }),
  ],
  rows: () =>
    sql`from forms as f join form_notices as n on n.form_id = f.form_id order by f.form_id, n.version`,
  tables: ['forms', 'form_notices'],
  keep: async ({ trx, dialect }, rows) => {
    const given = relationOf(dialect, formsPart, rows);
    await sql`insert into forms (form_id, token, kind, title, intro, fields, store, channel, owner, reward, notice_version, ends_on,
        author, added_at, changed_by, changed_at, closed_by, closed_at)
      select distinct on (form) form, token, kind, title, intro, fields, store, channel, owner, reward, cast(current_version as integer), ends_on,
        author, ${momentOf('added_at')}, changed_by, ${momentOf('changed_at')}, closed_by, ${momentOf('closed_at')}
      from ${given} as given where not exists (select 1 from forms as f where f.form_id = given.form) order by form, version`.execute(
      trx,
    );
    await sql`insert into form_notices (form_id, version, notice, purposes, author, noted_at)
      select form, cast(version as integer), notice, purposes, noted_by, ${momentOf('noted_at')} from ${given} as given`.execute(
      trx,
    );
  },
};
