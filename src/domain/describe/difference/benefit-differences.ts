import { decimalText } from '../../exact.ts';
import type { Benefit, Scheme } from '../../scheme.ts';
import { type Text, text } from '../../text.ts';
import { describeBenefit } from '../describe-benefit.ts';
import { became, isSameText } from './change.ts';

/** What has changed in a tier's benefits, each by its id; their order says nothing. */
export function benefitDifferences(
  old: readonly Benefit[],
  next: readonly Benefit[],
  from: Scheme,
  to: Scheme,
): Text[] {
  const gone = old.filter(({ id }) => !next.some((benefit) => benefit.id === id));
  const lines = gone.map((benefit) =>
    about(text('取消权益', 'benefit dropped'), describeBenefit(benefit, from)),
  );
  for (const benefit of next) {
    const before = old.find(({ id }) => id === benefit.id);
    if (before === undefined) {
      lines.push(about(text('新增权益', 'new benefit'), describeBenefit(benefit, to)));
    } else if (benefitText(before) !== benefitText(benefit)) {
      lines.push(about(text('权益', 'benefit'), benefitChange(before, benefit, from, to)));
    }
  }
  return lines;
}

function benefitChange(old: Benefit, next: Benefit, from: Scheme, to: Scheme): Text {
  const [before, after] = [describeBenefit(old, from), describeBenefit(next, to)];
  if (!isSameText(before, after)) return became(before, after);
  const [worth, gives] = [valued(before, old), valued(after, next)];
  return isSameText(worth, gives) ? became(kindly(before, old), kindly(after, next)) : became(worth, gives);
}

/** Its value, which words otherwise leave to its name. */
function valued({ zh, en }: Text, { value }: Benefit): Text {
  if (value === null) return text(`${zh}（没有数值）`, `${en} (no value)`);
  return text(`${zh}（数值 ${decimalText(value)}）`, `${en} (value ${decimalText(value)})`);
}

const kinds: Readonly<Record<Benefit['kind'], Text>> = {
  discount: text('折扣', 'discount'),
  coupon: text('优惠券', 'coupon'),
  service: text('服务', 'service'),
  gift: text('礼品', 'gift'),
  access: text('专享资格', 'access'),
  points: text('积分', 'points'),
};

function kindly({ zh, en }: Text, { kind }: Benefit): Text {
  return text(`${zh}（${kinds[kind].zh}）`, `${en} (${kinds[kind].en})`);
}

function about(what: Text, said: Text): Text {
  return text(`${what.zh}：${said.zh}`, `${what.en}: ${said.en}`);
}

function benefitText(benefit: Benefit): string {
  return JSON.stringify(
    Object.entries(benefit).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  );
}
