import { formatMoney } from '../currency.ts';
import type { Lang } from '../text.ts';
import type { Tally } from './listing.ts';
import type { Proof } from './proof.ts';
import type { LeftOutReason, ProvenOrders, ProvenRefunds } from './proven-orders.ts';

/** Orders named as examples. */
const NAMED = 3;

interface Block {
  readonly names: string[];
  readonly lines: readonly string[];
  readonly refunds: (readonly [name: string, lines: readonly string[]])[];
}

/** For each metric over orders how many were counted and left out, and why; metrics that agree share the lines. */
export function writtenOrders({ metrics, currency }: Proof, lang: Lang): string[] {
  const blocks = new Map<string, Block>();
  for (const { name, orders } of metrics) {
    if (orders === null) continue;
    const lines = [countedLine(orders, currency, lang), ...leftOutLines(orders, currency, lang)];
    const key = lines.join('\n');
    const block = blocks.get(key) ?? { names: [], lines, refunds: [] };
    block.names.push(name[lang]);
    if (orders.refunds !== null) {
      block.refunds.push([name[lang], refundLines(orders.refunds, currency, lang)]);
    }
    blocks.set(key, block);
  }
  return [...blocks.values()].flatMap((block) => blockLines(block, lang));
}

/** Refunds without an order lower sums alone: where several metrics share the lines, it is said which. */
function blockLines({ names, lines, refunds }: Block, lang: Lang): string[] {
  const [comma, colon, colonWithin] = lang === 'zh' ? ['、', '：', '：'] : [', ', ':', ': '];
  const taken = refunds.flatMap(([name, said]) =>
    said.map((line) => (names.length === 1 ? line : name + colonWithin + line)),
  );
  return [names.join(comma) + colon, ...[...lines, ...taken].map((line) => `  ${line}`)];
}

function countedLine({ counted }: ProvenOrders, currency: string, lang: Lang): string {
  const { total, listed, refunded } = counted;
  const named = namesOf(listed, total.count, lang);
  const off = refunded.count === 0 ? '' : refundedWords(refunded, currency, lang);
  return lang === 'zh'
    ? `计入 ${amountWords(total, currency, lang)}${off}${named}`
    : `counted: ${amountWords(total, currency, lang)}${off}${named}`;
}

function refundedWords({ count, amount }: Tally, currency: string, lang: Lang): string {
  const money = formatMoney(amount, currency);
  return lang === 'zh'
    ? `，其中 ${count} 笔已扣退款 ${money}`
    : `, after ${money} refunded on ${count} of them`;
}

function leftOutLines({ leftOut }: ProvenOrders, currency: string, lang: Lang): string[] {
  return leftOut.reasons.map((reason) => {
    const same = leftOut.listed.filter(
      ({ code, status }) => code === reason.code && status === reason.status,
    );
    return reasonLine(reason, currency, lang) + namesOf(same, reason.count, lang);
  });
}

function reasonLine(reason: LeftOutReason, currency: string, lang: Lang): string {
  const amount = amountWords(reason, currency, lang);
  return lang === 'zh' ? `未计入 ${amount}：${reason.words.zh}` : `left out: ${amount}: ${reason.words.en}`;
}

/** The refunds that name no order, as far as there are any. */
function refundLines({ takenOff, leftOut }: ProvenRefunds, currency: string, lang: Lang): string[] {
  const say = ({ count, amount }: Tally): string => {
    const money = formatMoney(amount, currency);
    if (lang === 'zh') return ` ${count} 笔未对应订单的退款，${money}`;
    return ` ${count} ${count === 1 ? 'refund' : 'refunds'} without an order, ${money}`;
  };
  const [off, kept] = lang === 'zh' ? ['另扣', '未扣'] : ['taken off:', 'not taken off:'];
  const total = takenOff.total.count === 0 ? [] : [off + say(takenOff.total)];
  const reasons = leftOut.reasons.map((reason) => {
    const colon = lang === 'zh' ? '：' : ': ';
    return kept + say(reason) + colon + reason.words[lang];
  });
  return [...total, ...reasons];
}

function amountWords({ count, amount }: Tally, currency: string, lang: Lang): string {
  if (count === 0) return lang === 'zh' ? '0 笔' : 'no orders';
  const money = formatMoney(amount, currency);
  return lang === 'zh' ? `${count} 笔，${money}` : `${count} ${count === 1 ? 'order' : 'orders'}, ${money}`;
}

/** The first few by their references, in brackets. */
function namesOf(listed: readonly { readonly reference: string }[], count: number, lang: Lang): string {
  if (listed.length === 0) return '';
  const named = listed.slice(0, NAMED).map(({ reference }) => reference);
  const more = count > named.length;
  if (lang === 'zh') return `（${named.join('、')}${more ? ' 等' : ''}）`;
  return ` (${named.join(', ')}${more ? ' …' : ''})`;
}
