import { Alert, Button, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldTier } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { TierBadge } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { FreezeTier } from './FreezeTier.tsx';
import { SetByHand } from './SetByHand.tsx';

interface Props {
  readonly id: string;
  readonly held: HeldTier;
}

/** What is held and shown now, what is about to happen to it, and ways to set it by hand. */
export function HeldCard({ id, held }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { day } = useFormat();
  const may = useMay('tiers:override');
  const mayFreeze = useMay('tiers:approve');
  const [open, setOpen] = useState<'override' | 'freeze' | null>(null);
  const { tier, shown, began, asOf, frozenUntil } = held;
  const close = (): void => setOpen(null);
  return (
    <section className="card stack">
      <div className="row between">
        <div className="row">
          <TierBadge tier={shown.id} name={shown.name} large />
          <span className="soft">{t('ledger.asOf', { day: day(asOf) })}</span>
        </div>
        {may ? (
          <div className="row no-print">
            <Button onClick={() => setOpen('override')}>{t('overrides.add')}</Button>
            {mayFreeze ? (
              <Button onClick={() => setOpen('freeze')}>
                {t(frozenUntil === null ? 'freeze.add' : 'freeze.change')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      {tier.id === shown.id ? null : (
        <Alert
          type="info"
          showIcon
          title={t('ledger.shownByHand', { shown: say(shown.name), held: say(tier.name), day: day(began) })}
        />
      )}
      <HeldDays held={held} />
      <Prospects held={held} />
      {open === 'override' ? <SetByHand id={id} held={held} close={close} /> : null}
      {open === 'freeze' ? <FreezeTier id={id} held={held} close={close} /> : null}
    </section>
  );
}

function HeldDays({ held }: Pick<Props, 'held'>): ReactElement | null {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { tier, shown, began, keptUntil, frozenUntil } = held;
  // Of a tier that is not the one shown it is said there.
  const isShown = tier.id === shown.id;
  if (!isShown && keptUntil === null && frozenUntil === null) return null;
  return (
    <dl className="labelled">
      {isShown ? (
        <div>
          <dt>{t('ledger.since')}</dt>
          <dd>{day(began)}</dd>
        </div>
      ) : null}
      {keptUntil === null ? null : (
        <div>
          <dt>{t('ledger.keptUntil')}</dt>
          <dd>{day(keptUntil)}</dd>
        </div>
      )}
      {frozenUntil === null ? null : (
        <div>
          <dt>{t('ledger.frozenUntil')}</dt>
          <dd>
            {day(frozenUntil)} <span className="soft small">{t('ledger.frozenRemark')}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Prospects({ held: { upgrade, downgrade, warnedFor } }: Pick<Props, 'held'>): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const { day } = useFormat();
  if (upgrade === null && downgrade === null && warnedFor === null) return null;
  return (
    <div className="stack tight">
      {upgrade === null ? null : (
        <p className="good">
          {t('ledger.willRise', { tier: say(upgrade.to.name), day: day(upgrade.effective) })}
        </p>
      )}
      {downgrade === null ? null : (
        <p className="bad">
          {t('ledger.willFall', { tier: say(downgrade.to.name), day: day(downgrade.effective) })}{' '}
          {warnedFor === downgrade.effective ? <Tag color="warning">{t('ledger.isWarned')}</Tag> : null}
        </p>
      )}
      {warnedFor === null || warnedFor === downgrade?.effective ? null : (
        <p className="bad">{t('ledger.warned', { day: day(warnedFor) })}</p>
      )}
    </div>
  );
}
