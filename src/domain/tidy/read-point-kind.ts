import { type PointKind, pointKinds } from '../points.ts';
import { LONGEST_VALUE, unwrap } from './normalise.ts';
import { type Reading, read, reject } from './reading.ts';

const words: Readonly<Record<PointKind, string>> = {
  earned: `earned | earn | credit | award | awarded | 获得 | 获取 | 获赠 | 赠送 | 奖励 | 增加 | 收入 | 入账 | 累积 | 消费获得 | 购物获得
    | 签到 | 积分获得 | 积分增加 | 发放`,
  adjusted: `adjusted | adjust | adjustment | correction | opening balance | 调整 | 人工调整 | 手工调整 | 更正 | 冲正 | 期初 | 期初余额
    | 积分调整 | 退款扣回 | 退货扣回`,
  spent: `spent | spend | redeemed | redeem | redemption | debit | used | use | 使用 | 消费 | 消耗 | 抵扣 | 抵现 | 兑换 | 扣减 | 减少
    | 支出 | 扣除 | 积分兑换 | 积分抵扣 | 积分使用`,
  expired: 'expired | expire | expiry | lapsed | 过期 | 失效 | 到期 | 清零 | 作废 | 积分过期 | 积分清零',
};

const byWord: ReadonlyMap<string, PointKind> = new Map(
  pointKinds.flatMap((kind) => words[kind].split('|').map((word) => [plainWord(word), kind] as const)),
);

function plainWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

/** What an entry of a points ledger is, from many systems' words for it; null if blank. */
export function readPointKind(raw: string): Reading<PointKind | null> {
  const { text, tidied } = unwrap(raw);
  if (text === '') return read(null, tidied);
  if (text.length > LONGEST_VALUE) return reject('too-long');
  const kind = byWord.get(plainWord(text));
  if (kind === undefined) return reject('point-kind-unknown');
  return read(kind, kind === text ? tidied : [...tidied, 'point-kind-word']);
}
