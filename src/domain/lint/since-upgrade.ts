import { metricName } from '../describe/describe-metric.ts';
import { text } from '../text.ts';
import type { Found } from './finding.ts';
import { type Standard, whenPath } from './standard.ts';
import { testsIn } from './tests-in.ts';
import { tierName } from './words.ts';

/** A tier that is reached by what counts since the upgrade and can be lost: the count begins anew on the first day. */
export function sinceUpgradeTraps({ scheme }: Standard): Found[] {
  const { tiers, metrics, policy } = scheme;
  if (policy.downgrade === 'never' || policy.downgrade === 'anniversary') return [];
  const bitten = tiers.flatMap(({ when, keep }, place) => {
    if (when === null || keep !== null) return [];
    const metric = testsIn(when, whenPath(place)).flatMap(({ test: { subject } }) => {
      const found = subject.kind === 'metric' ? metrics.get(subject.id) : undefined;
      return found?.definition.kind === 'measure' && found.definition.window.kind === 'tier-start'
        ? [found]
        : [];
    })[0];
    return metric === undefined ? [] : [{ place, metric }];
  });
  const [first] = bitten;
  if (first === undefined) return [];
  const [tier, name] = [tierName(scheme, first.place), metricName(first.metric, scheme)];
  return [
    {
      code: 'since-upgrade-falls',
      path: whenPath(first.place),
      message: text(
        `升到${tier.zh}那天起，“${name.zh}”从零算起，马上就不够${tier.zh}的条件；policy 又允许降级，刚升上去就会掉下来`,
        `from the day of an upgrade to ${tier.en} “${name.en}” begins at zero and no longer meets it; the policy lets tiers fall, so whoever has just gone up goes down again`,
      ),
      rule: null,
      mends: [
        {
          said: text(
            '不自动降级；要降级就给等级写 keep',
            'let tiers not fall by themselves; to let them, write a keep for each',
          ),
          edits: [{ path: ['policy', 'downgrade'], value: 'never' }],
        },
      ],
    },
  ];
}
