import type { OverridePage } from '../api/contract.ts';

type Kind = OverridePage['overrides'][number]['kind'];

export const overrideGroups = ['waiting', 'in-force', 'ending', 'coming', 'ended'] as const;
type Group = (typeof overrideGroups)[number];
export const overrideKinds = ['pin', 'floor', 'ceiling', 'freeze'] as const satisfies readonly Kind[];

/** What the page of overrides shows, as it stands in the address. */
export interface OverridesView {
  /** Without it those in force. */
  readonly state?: Group;
  readonly kind?: Kind;
  readonly tier?: string;
  readonly owner?: string;
  readonly author?: string;
}

export function readOverridesView({
  state,
  kind,
  tier,
  owner,
  author,
}: Record<string, unknown>): OverridesView {
  const [group, way] = [
    overrideGroups.find((each) => each === state),
    overrideKinds.find((each) => each === kind),
  ];
  return {
    ...(group === undefined ? {} : { state: group }),
    ...(way === undefined ? {} : { kind: way }),
    ...(typeof tier === 'string' && tier !== '' ? { tier } : {}),
    ...(typeof owner === 'string' && owner !== '' ? { owner } : {}),
    ...(typeof author === 'string' && author !== '' ? { author } : {}),
  };
}
