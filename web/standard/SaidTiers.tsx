import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Said } from '../api/contract.ts';
import { TierName } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName, useSay } from '../texts/use-say.ts';

/** Who belongs to which tier and what it is entitled to, in sentences; the highest first. */
export function SaidTiers({ said }: { readonly said: Said }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const nameOf = useName();
  const { dated } = useFormat();
  const tiers = said.tiers.map((tier, position) => ({ ...tier, position })).toReversed();
  return (
    <dl className="said">
      {tiers.map(({ id, name, position, when, keep, benefits }) => (
        <div key={id} style={{ display: 'contents' }}>
          <dt>
            <TierName name={say(name)} position={position} tiers={tiers.length} />
          </dt>
          <dd className="stack tight">
            <span>{when === null ? t('standard.everybodyElse') : dated(nameOf(when))}</span>
            {keep === null ? null : (
              <span className="soft small">{t('standard.toKeep', { rule: dated(say(keep)) })}</span>
            )}
            {benefits.length === 0 ? null : (
              <span className="benefits soft small">
                {benefits.map((benefit) => (
                  <span key={say(benefit)}>{say(benefit)}</span>
                ))}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
