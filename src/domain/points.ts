import { type Text, text } from './text.ts';

/** What an entry of the points ledger (积分) is; every balance is the sum of entries. */
export const pointKinds = ['earned', 'adjusted', 'spent', 'expired'] as const;
export type PointKind = (typeof pointKinds)[number];

export function isPointKind(kind: string): kind is PointKind {
  return (pointKinds as readonly string[]).includes(kind);
}

const words: Readonly<Record<PointKind, Text>> = {
  earned: text('获得', 'earned'),
  adjusted: text('调整', 'adjusted'),
  spent: text('使用', 'spent'),
  expired: text('过期', 'expired'),
};

export function pointKindName(kind: PointKind): Text {
  return words[kind];
}

/** What an entry of so many points does to the balance: spent and expired ones lower it, however they are written. */
export function signedPoints(kind: PointKind, points: bigint): bigint {
  const lowers = kind === 'spent' || kind === 'expired';
  return lowers && points > 0n ? -points : points;
}
