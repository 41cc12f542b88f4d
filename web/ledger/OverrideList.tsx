import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Override } from '../api/contract.ts';
import { TierBadge } from '../shown/TierBadge.tsx';
import { OverrideActions } from './OverrideActions.tsx';
import { OverrideState } from './OverrideState.tsx';
import { useOverrideWords } from './use-override-words.ts';

interface Props {
  readonly overrides: readonly Override[];
}

/** What was set by hand of a customer, the latest first; nothing where nothing was. */
export function OverrideList({ overrides }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (overrides.length === 0) return null;
  return (
    <section className="card stack" aria-label={t('overrides.title')}>
      <h2>{t('overrides.title')}</h2>
      <ul className="timeline">
        {overrides.map((one) => (
          <OverrideItem key={one.id} override={one} />
        ))}
      </ul>
    </section>
  );
}

function OverrideItem({ override }: { readonly override: Override }): ReactElement {
  const { kindOf, term, who, reasonOf } = useOverrideWords();
  const { tier, state, isReplaced } = override;
  const counts = (state === 'waiting' || state === 'coming' || state === 'in-force') && !isReplaced;
  return (
    <li className={counts ? undefined : 'gone'}>
      <div className="row between top">
        <div className="stack tight what">
          <div className="row">
            <span className="row tight">
              {kindOf(override)} {tier === null ? null : <TierBadge tier={tier.id} name={tier.name} />}
            </span>
            <span>{term(override)}</span>
            <OverrideState override={override} />
          </div>
          <div>{reasonOf(override)}</div>
          <div className="soft small">{who(override).join(' · ')}</div>
        </div>
        <OverrideActions override={override} />
      </div>
    </li>
  );
}
