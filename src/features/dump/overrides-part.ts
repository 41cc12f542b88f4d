import { sql } from 'kysely';
import { text } from '../../domain/text.ts';
import { constantText, type Expression } from '../../sql/expression.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { listedKinds } from '../ledger/listed-override.ts';
import { refuseUnknownCustomers } from './known-customers.ts';
import { momentOf, type Part, partColumn, relationOf } from './part.ts';

const own = (name: string): Expression => sql`o.${sql.ref(name)}`;

/** Everything set by hand, in the order in which it was; a freeze has no number, and its day was the one on which it was given. */
const setByHand = sql`(select override_id, customer_id, kind, tier, from_day, until_day, reason, author, given_at, approver, approved_at, approval_word,
    last_day, ended_by, ended_at, end_word from overrides
  union all select null, customer_id, ${constantText('freeze')}, null, given_on, frozen_until, reason, author, recorded_at, null, null, null,
    null, null, null, null from freezes)`;

/** What was set by hand: pins, floors, ceilings and freezes. */
export const overridesPart: Part = {
  columns: () => [
    partColumn('number', text('序号', 'number'), own('override_id'), { kind: 'whole', needed: false }),
    partColumn('customer_id', text('客户编号', 'customer id'), sql`c.external_id`),
    partColumn('kind', text('种类', 'kind'), own('kind'), { oneOf: listedKinds }),
    partColumn('tier', text('等级', 'tier'), own('tier'), { needed: false }),
    partColumn('from', text('开始日期', 'from'), own('from_day'), { kind: 'day' }),
    partColumn('until', text('截止日期', 'until'), own('until_day'), { kind: 'day', needed: false }),
    partColumn('reason', text('原因', 'reason'), own('reason')),
    partColumn('author', text('录入人', 'author'), own('author')),
    partColumn('given_at', text('录入时间（UTC）', 'given at (UTC)'), own('given_at'), { kind: 'moment' }),
    partColumn('approver', text('审批人', 'approver'), own('approver'), { needed: false }),
    partColumn('approved_at', text('审批时间（UTC）', 'approved at (UTC)'), own('approved_at'), {
      kind: 'moment',
      needed: false,
    }),
    partColumn('approval_word', text('审批意见', 'approval word'), own('approval_word'), { needed: false }),
    partColumn('last_day', text('提前结束的最后一天', 'last day'), own('last_day'), {
      kind: 'day',
      needed: false,
    }),
    partColumn('ended_by', text('结束人', 'ended by'), own('ended_by'), { needed: false }),
    partColumn('ended_at', text('结束时间（UTC）', 'ended at (UTC)'), own('ended_at'), {
      kind: 'moment',
      needed: false,
    }),
    partColumn('end_word', text('结束原因', 'end word'), own('end_word'), { needed: false }),
  ],
  rows: (visibility) => sql`from ${setByHand} as o join customers as c on c.customer_id = o.customer_id
    where ${visibleTo(visibility, sql`c.owner`) ?? sql`true`} order by o.given_at, o.override_id, c.external_id, o.from_day, o.until_day`,
  tables: ['overrides', 'freezes'],
  keep: async ({ trx, dialect }, rows) => {
    await refuseUnknownCustomers({ kysely: trx, dialect }, rows);
    const given = sql`${relationOf(dialect, overridesPart, rows)} as o join customer_names as c on c.external_id = o.customer_id`;
    await sql`insert into overrides (override_id, customer_id, kind, tier, from_day, until_day, reason, author, given_at, approver, approved_at,
        approval_word, last_day, ended_by, ended_at, end_word)
      select o.number, c.customer_id, o.kind, o.tier, o."from", o.until, o.reason, o.author, ${momentOf('o.given_at')}, o.approver,
        ${momentOf('o.approved_at')}, o.approval_word, o.last_day, o.ended_by, ${momentOf('o.ended_at')}, o.end_word
      from ${given} where o.kind <> 'freeze'`.execute(trx);
    await sql`insert into freezes (customer_id, given_on, frozen_until, reason, author, recorded_at)
      select c.customer_id, o."from", o.until, o.reason, o.author, ${momentOf('o.given_at')} from ${given} where o.kind = 'freeze'`.execute(
      trx,
    );
  },
};
