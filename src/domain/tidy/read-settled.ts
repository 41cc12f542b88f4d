import { unwrap } from './normalise.ts';
import { type Reading, read } from './reading.ts';

/** What a row of a settlement is of: money that went back for an order, or anything else, such as payments and fees. */
export type SettledKind = 'refund' | 'other';
/** Whether money came in or went out. */
export type MoneyDirection = 'in' | 'out';
/** A refund that failed or was withdrawn gave nothing back. */
export type RefundState = 'made' | 'failed';

const givenBack = /退款|原路退|撤销|^refund|^revoked$/;
/** Platforms give fees, deposits and subsidies back to the shop, and money that could not be given back to the buyer. */
const toTheShop = /服务费|手续费|佣金|技术|保证金|补贴|分账|返还|退票|失败|关闭|取消|拒绝/;
/** A remark may speak of refunds; only one that begins with it says that it is one. */
const remarked = /^(\d+\|)?(售后退款|交易退款|退款)([-—_:：(|]|$)/;

/** What a platform's word for the business of a row means; null if blank. Words that nobody knows are other things than refunds. */
export function readSettledKind(raw: string): Reading<SettledKind | null> {
  return wordRead(raw, (word) => (givenBack.test(word) && !toTheShop.test(word) ? 'refund' : 'other'));
}

/** The same of a remark; null where it says nothing of refunds. */
export function readSettledRemark(raw: string): Reading<SettledKind | null> {
  return wordRead(raw, (word) => (remarked.test(word) && !toTheShop.test(word) ? 'refund' : null));
}

const incoming: ReadonlySet<string> = new Set('收 收入 入账 转入 进账 in income credit +'.split(' '));
const outgoing: ReadonlySet<string> = new Set('支 支出 出账 转出 out expense debit -'.split(' '));

/** Which way the money went; null where it is not said. */
export function readDirection(raw: string): Reading<MoneyDirection | null> {
  return wordRead(raw, (word) => (incoming.has(word) ? 'in' : outgoing.has(word) ? 'out' : null));
}

/** What became of a refund; null if blank. One that is still under way is made: statements do not come back to it. */
export function readRefundState(raw: string): Reading<RefundState | null> {
  return wordRead(raw, (word) =>
    /失败|关闭|取消|拒绝|fail|clos|cancel|reject/.test(word) ? 'failed' : 'made',
  );
}

function wordRead<T>(raw: string, meaning: (word: string) => T): Reading<T | null> {
  const word = unwrap(raw).text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  return read(word === '' ? null : meaning(word));
}
