import type { Scheme, Tier } from '../scheme.ts';
import { type Text, text } from '../text.ts';
import { describeCondition } from './describe-condition.ts';

/** Who reaches a tier, and what keeps it where that is easier. */
export function describeTier({ when, keep }: Tier, scheme: Scheme): Text {
  const reached = when === null ? text('人人都有', 'everybody') : describeCondition(when, scheme);
  if (keep === null) return reached;
  const kept = describeCondition(keep, scheme);
  return text(`${reached.zh}；保级：${kept.zh}`, `${reached.en}; to keep it: ${kept.en}`);
}
