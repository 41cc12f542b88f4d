import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { WaysCard } from './WaysCard.tsx';
import type { WrittenProof } from './written-proof.ts';

/** The nearest ways to the next tier, and what keeps the one that is held and by when. */
export function ProvenWays({ proof }: { readonly proof: WrittenProof }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { day } = useFormat();
  const { tiers, next, standing } = proof;
  const above = tiers.find(({ id }) => id === next?.id);
  const held = standing.held;
  const kept = tiers.find(({ id }) => id === held?.tier.id);
  const isMet = kept?.keepWays[0]?.conditions.every(({ passed }) => passed) ?? false;
  const by = held?.keepBy ?? null;
  return (
    <div className="columns">
      {above === undefined ? null : (
        <WaysCard title={t('ways.next', { tier: say(above.name) })} ways={above.ways} />
      )}
      {kept === undefined || by === null ? null : (
        <WaysCard
          title={t('ways.keep', { tier: say(kept.name) })}
          below={t(isMet ? 'ways.kept' : 'ways.keepBy', { day: day(by) })}
          ways={kept.keepWays}
        />
      )}
    </div>
  );
}
