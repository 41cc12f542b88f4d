/** What the radar shows, as it stands in the address. */
export interface RadarView {
  /** Who is close to the next tier, instead of who falls. */
  readonly list?: 'near';
  /** Without it 90. */
  readonly days?: 30 | 60;
  /** The tier that is lost, or that is near. */
  readonly tier?: string;
  readonly owner?: string;
}

export function readRadarView({ list, days, tier, owner }: Record<string, unknown>): RadarView {
  const horizon = Number(days);
  return {
    ...(list === 'near' ? { list } : {}),
    ...(horizon === 30 || horizon === 60 ? { days: horizon } : {}),
    ...(typeof tier === 'string' && tier !== '' ? { tier } : {}),
    ...(typeof owner === 'string' && owner !== '' ? { owner } : {}),
  };
}

/** The view with some of it changed; what is undefined goes. */
export function changedView(
  view: RadarView,
  part: { readonly [Key in keyof RadarView]: RadarView[Key] | undefined },
): RadarView {
  return readRadarView({ ...view, ...part });
}
