import { isEventSource } from '../event.ts';
import type { Source, Take } from '../metric.ts';
import { type Text, text } from '../text.ts';
import { columnName } from './column-words.ts';
import { spaced } from './joining.ts';

/** What a measure takes, without its window; `total` replaces it over the lifetime. */
export interface TakeWords {
  readonly said: Text;
  readonly total?: Text;
}

/** What each source has: one, several, what having one is called, and how their number is. */
const sourceWords: Readonly<Record<Source, { one: string; many: Text; act: string; count: string }>> = {
  orders: { one: 'order', many: text('订单', 'orders'), act: '购买', count: '订单数' },
  lines: { one: 'order line', many: text('明细', 'order lines'), act: '购买', count: '明细数' },
  reviews: { one: 'review', many: text('评价', 'reviews'), act: '评价', count: '评价数' },
  complaints: { one: 'complaint', many: text('投诉', 'complaints'), act: '投诉', count: '投诉次数' },
  service: {
    one: 'service record',
    many: text('服务记录', 'service records'),
    act: '服务',
    count: '服务次数',
  },
  visits: { one: 'visit', many: text('访问', 'visits'), act: '访问', count: '访问次数' },
  usage: { one: 'usage record', many: text('使用记录', 'usage records'), act: '使用', count: '使用次数' },
  points: {
    one: 'points entry',
    many: text('积分记录', 'points entries'),
    act: '积分变动',
    count: '积分变动次数',
  },
  referrals: { one: 'referral', many: text('推荐', 'referrals'), act: '推荐', count: '推荐人数' },
};

export function sourceName(of: Source): Text {
  return sourceWords[of].many;
}

/** What a measure takes of its source, in words. */
export function takeWords(take: Take, of: Source, what: string | null): TakeWords {
  return takes[take](of, what);
}

const takes: Readonly<Record<Take, (of: Source, what: string | null) => TakeWords>> = {
  sum: (of, what) => sumOf(of, what ?? 'amount'),
  count: (of) => {
    const { count, many } = sourceWords[of];
    return said(count, many.en, text(`累计${count}`, `number of ${many.en}`));
  },
  distinct: (of, what) => distinctOf(of, what ?? 'day'),
  average: (of, what) =>
    isOrderAmount(of, what) ? said('客单价', 'average order') : each(of, what, ['平均', '平均'], 'average'),
  max: (of, what) =>
    isOrderAmount(of, what) ? said('最大单笔', 'largest order') : each(of, what, ['最大', '最高'], 'highest'),
  min: (of, what) =>
    isOrderAmount(of, what) ? said('最小单笔', 'smallest order') : each(of, what, ['最小', '最低'], 'lowest'),
  'first-date': (of) => said(`首次${sourceWords[of].act}日`, `first ${sourceWords[of].one}`),
  'last-date': (of) => said(`最近${sourceWords[of].act}日`, `last ${sourceWords[of].one}`),
  'days-since-first': (of) =>
    said(`距首次${sourceWords[of].act}天数`, `days since the first ${sourceWords[of].one}`),
  'days-since-last': (of) =>
    said(`距上次${sourceWords[of].act}天数`, `days since the last ${sourceWords[of].one}`),
  'average-gap-days': (of) =>
    said(`平均${sourceWords[of].act}间隔天数`, `average days between ${sourceWords[of].many.en}`),
  share: (of, what) => {
    const { many } = sourceWords[of];
    if (what === null) return said(`${many.zh}占比`, `share of ${many.en}`);
    const part = sumOf(of, what).said;
    return said(spaced(many.zh, part.zh, '占比'), `share of ${part.en} from ${many.en}`);
  },
};

function said(zh: string, en: string, total?: Text): TakeWords {
  return total === undefined ? { said: text(zh, en) } : { said: text(zh, en), total };
}

/** The amount of whole orders has names of its own. */
function isOrderAmount(of: Source, what: string | null): boolean {
  return of === 'orders' && (what ?? 'amount') === 'amount';
}

function each(of: Source, what: string | null, zh: readonly [bought: string, event: string], en: string) {
  const column = columnName(of, what ?? 'amount');
  if (isEventSource(of)) return said(spaced(zh[1], column.zh), `${en} ${column.en}`);
  const per = of === 'orders' ? '单笔' : '单项';
  return said(`${per}${zh[0]}${column.zh}`, `${en} ${column.en} per ${sourceWords[of].one}`);
}

const sums: ReadonlyMap<string, TakeWords> = new Map([
  ['amount', said('消费', 'spend', text('累计消费', 'total spend'))],
  ['margin', said('毛利', 'margin', text('累计毛利', 'total margin'))],
  ['quantity', said('购买数量', 'quantity bought', text('累计购买数量', 'total quantity bought'))],
]);

const points = said('积分增减', 'points gained', text('积分余额', 'points balance'));

function sumOf(of: Source, what: string): TakeWords {
  if (of === 'points' && what === 'quantity') return points;
  const known = isEventSource(of) ? undefined : sums.get(what);
  const { zh, en } = columnName(of, what);
  return known ?? said(spaced(zh, '合计'), `sum of ${en}`, text(spaced('累计', zh), `total ${en}`));
}

const kindsBought: ReadonlyMap<string, TakeWords> = new Map([
  ['category', said('购买品类数', 'categories bought')],
  ['product', said('购买商品种数', 'different products bought')],
  ['channel', said('购买渠道数', 'channels bought through')],
  ['store', said('购买门店数', 'stores bought from')],
  ['day', said('购买天数', 'days with a purchase')],
]);

function distinctOf(of: Source, what: string): TakeWords {
  const known = isEventSource(of) ? undefined : kindsBought.get(what);
  const { zh, en } = columnName(of, what);
  return known ?? said(spaced('不同', zh, '数'), `different values of ${en}`);
}
