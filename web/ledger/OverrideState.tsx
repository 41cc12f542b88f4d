import { Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Override } from '../api/contract.ts';

const colors: Readonly<Record<Override['state'], string>> = {
  ...{ waiting: 'warning', coming: 'default', 'in-force': 'success' },
  ...{ over: 'default', rejected: 'error', withdrawn: 'default' },
};

/** As many days before the end it is told. */
const SOON = 30;

/** Where an override stands, and how soon it ends. */
export function OverrideState({ override }: { readonly override: Override }): ReactElement {
  const { t } = useTranslation();
  const { state, isReplaced, isTierGone, endsIn } = override;
  const isOver = state === 'over' || state === 'rejected' || state === 'withdrawn';
  return (
    <span className="row tight">
      <Tag color={isReplaced ? 'default' : colors[state]}>
        {isReplaced ? t('overrides.replaced') : t(`overrides.states.${state}`)}
      </Tag>
      {isTierGone && !isOver ? <Tag color="warning">{t('overrides.tierGone')}</Tag> : null}
      {endsIn === null || endsIn > SOON || isReplaced ? null : (
        <Tag color="warning">{t('overrides.endsIn', { count: endsIn })}</Tag>
      )}
    </span>
  );
}
