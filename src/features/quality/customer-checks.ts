import { sql } from 'kysely';
import { customerDoubts, type Doubt } from '../../domain/doubts.ts';
import { text } from '../../domain/text.ts';
import { doubtSql } from '../../sql/doubt.ts';
import { date, type Expression } from '../../sql/expression.ts';
import { momentSql } from '../register/recording.ts';
import { type CustomerCheck, doubtful, type Norms } from './check.ts';

const everybody = (): Expression => sql`true`;
const always = (): boolean => true;
const reimport = text(
  '在来源表里改正日期，再导入一次；个别客户可以直接在客户页改',
  'correct the date at its source and import again; of a few customers edit it on their pages',
);

/** The last day of which anything is known: registration, an order, an event. Null where nothing is. */
const lastSign = sql`greatest(c.registered_day, bought.last_day, met.last_day)`;

/** What may be wrong with a customer's own record. */
export const customerChecks: readonly CustomerCheck[] = [
  missing('name', {
    weight: 2,
    title: text('没有姓名', 'no name'),
    why: text(
      '跟进时不知道怎样称呼，也认不出重复的客户',
      'nobody knows whom to ask for, and duplicates go unseen',
    ),
    mend: text(
      '下次到店或联系时问一声，在客户页补上',
      'ask when they are next in the shop, and note it on their page',
    ),
  }),
  missing('phone', {
    weight: 3,
    title: text('没有手机号', 'no phone number'),
    why: text(
      '联系不上：电话、短信和降级前的提醒都到不了',
      'they cannot be reached: no call, no message, no word before a downgrade',
    ),
    mend: text(
      '下次到店结账时请客户留手机号；或导入一份带手机号的名单',
      'ask for it when they next pay, or import a list that has phone numbers',
    ),
  }),
  missing('owner', {
    weight: 1,
    title: text('没有负责人', 'no owner'),
    why: text('没有人跟进，也不在任何销售的列表里', 'nobody follows up, and no rep sees them'),
    mend: text(
      '打开名单分给负责人：导出后填好“负责人”一列再导入，一次改完',
      'open the list and hand them out: export it, fill in the owner, and import it again',
    ),
  }),
  missing('region', {
    weight: 1,
    title: text('没有地区', 'no region'),
    why: text(
      '按地区看客户和做活动时会漏掉他们',
      'they are left out of whatever is looked at or done by region',
    ),
    mend: text(
      '从收货地址或下一次订单补上；或导入一份带地区的名单',
      'take it from where they have things sent, or import a list that has regions',
    ),
  }),
  missing('source', {
    weight: 1,
    title: text('没有来源', 'no source'),
    why: text(
      '不知道客户从哪里来，各渠道的投入就无法比较',
      'where customers come from stays unknown, so that channels cannot be compared',
    ),
    mend: text(
      '登记新客户时选来源；老客户在来源表里补上再导入',
      'choose one when somebody registers; for others complete it at its source and import again',
    ),
  }),
  {
    id: 'phone-masked',
    subject: 'customers',
    kind: 'completeness',
    weight: 3,
    title: text('手机号只有打码的', 'phone number known only masked'),
    why: text(
      '138****1234 这样的号码打不通，也认不出同一个人',
      'a number such as 138****1234 reaches nobody and identifies nobody',
    ),
    mend: text(
      '从平台导出不打码的名单再导入；或下次到店时问完整的号码',
      'import a list in which it is not masked, or ask for all of it when they are next in the shop',
    ),
    isAsked: always,
    reads: [],
    applies: () => sql`(c.phone_masked is not null)`,
    fails: () => sql`(c.phone_key is null)`,
  },
  {
    id: 'unreachable',
    subject: 'customers',
    kind: 'completeness',
    weight: 3,
    title: text('没有订单，也没有任何联系方式', 'no order and no contact data at all'),
    why: text(
      '这样的记录既不能评级也不能联系，多半是导入时带进来的空行',
      'such a record can be neither graded nor reached; most came with an import by mistake',
    ),
    mend: text(
      '补上联系方式；若是某次导入误带的，撤销那次导入',
      'complete their contact data; if an import brought them by mistake, undo that import',
    ),
    isAsked: always,
    reads: ['bought'],
    applies: everybody,
    fails: () =>
      sql`(bought.customer_id is null and c.phone_masked is null and c.email_masked is null and c.address_sealed is null)`,
  },
  implausible(customerDoubts.birthday, 'birthday', sql`c.birthday`),
  implausible(customerDoubts.registered, 'registeredDay', sql`c.registered_day`),
  {
    id: 'registered-after-order',
    subject: 'customers',
    kind: 'plausibility',
    weight: 1,
    title: text('注册日期晚于首单', 'registered after the first order'),
    why: text(
      '会员年从注册算起，之前的订单不算在任何会员年里',
      'membership years begin with the registration: what was bought before lies in none',
    ),
    mend: text(
      '若客人可以先买后注册，这是正常的；否则在来源表里改正注册日期再导入',
      'right where guests may buy before they register; otherwise correct the day at its source and import again',
    ),
    isAsked: always,
    reads: ['bought'],
    applies: () => sql`(c.registered_day is not null and bought.first_day is not null)`,
    fails: () => sql`(c.registered_day > bought.first_day)`,
  },
  {
    id: 'stale',
    subject: 'customers',
    kind: 'staleness',
    weight: 1,
    title: text('三年多没有任何动静', 'nothing new for more than three years'),
    why: text(
      '没有订单、互动，记录也没改过：电话和地址多半已经变了',
      'no order, no event, no change of the record: phone and address are likely out of date',
    ),
    mend: text(
      '联系一次，核对资料；联系不上的可以放进沉睡客户',
      'contact them once and confirm what is recorded; who cannot be reached any more is a sleeping customer',
    ),
    isAsked: always,
    reads: ['bought', 'met', 'changed'],
    applies: () => sql`(${lastSign} is not null)`,
    fails: ({ staleBefore, staleSince }) =>
      sql`(${lastSign} < ${date(staleBefore)} and coalesce(changed.changed_at < ${momentSql(staleSince)}, true))`,
  },
];

type Said = Pick<CustomerCheck, 'weight' | 'title' | 'why'>;

/** A field that is empty, where the business fills it for others. */
function missing(field: string, said: Said & Pick<CustomerCheck, 'mend'>): CustomerCheck {
  const column = sql.ref(`c.${field === 'phone' ? 'phone_masked' : field}`);
  return {
    id: `${field}-missing`,
    subject: 'customers',
    kind: 'completeness',
    ...said,
    isAsked: ({ usedFields }: Norms) => usedFields.has(field),
    reads: [],
    applies: everybody,
    fails: () => sql`(${column} is null)`,
  };
}

function implausible(doubt: Doubt, value: 'birthday' | 'registeredDay', column: Expression): CustomerCheck {
  return {
    ...doubtful(doubt),
    subject: 'customers',
    kind: 'plausibility',
    weight: 2,
    mend: reimport,
    isAsked: always,
    reads: [],
    applies: () => sql`(${column} is not null)`,
    fails: ({ today }) => doubtSql(doubt, { [value]: column }, today),
  };
}
