import { spaced } from '../describe/joining.ts';
import { type Lang, type Text, text } from '../text.ts';
import type { Proof } from './proof.ts';

/** What keeps a tier that is held, and by which day, as lines; none of the base tier, and where nothing falls. */
export function describeKeeping(
  { tiers }: Proof,
  tierId: string,
  by: string | null,
  lang: Lang,
): readonly string[] {
  const tier = tiers.find(({ id }) => id === tierId);
  if (tier === undefined || by === null) return [];
  const [nearest, ...others] = tier.keepWays;
  if (nearest === undefined) return [];
  const isKept = nearest.conditions.every(({ passed }) => passed);
  if (isKept) return [kept(tier.name, by)[lang]];
  const ways = [nearest, ...others].map(({ missing }) => missing[lang]);
  return [`${lacking(tier.name, by)[lang]}${ways.join(lang === 'zh' ? '；或 ' : '; or ')}`];
}

function kept(name: Text, by: string): Text {
  return text(
    `${spaced('保住', name.zh)}：现在已满足，下次按 ${by} 的数值评定`,
    `To keep ${name.en}: met at present; it is decided next by the values of ${by}`,
  );
}

function lacking(name: Text, by: string): Text {
  return text(`${spaced('保住', name.zh)}，到 ${by} 还须：`, `To keep ${name.en}, by ${by}: `);
}
