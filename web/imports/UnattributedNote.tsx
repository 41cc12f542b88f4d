import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shown/use-format.ts';

interface Props {
  readonly orders: number;
  /** They are in the register by now. */
  readonly isKept?: boolean;
}

/** How many orders of an import are nobody's; nothing where there are none. */
export function UnattributedNote({ orders, isKept = false }: Props): ReactElement | null {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (orders === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('unattributed.kept', { orders: number(orders) })}
      description={isKept ? <Link to="/customers/unattributed">{t('unattributed.see')}</Link> : undefined}
    />
  );
}
