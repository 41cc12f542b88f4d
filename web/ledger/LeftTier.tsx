import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldsQuery } from '../api/fields.ts';
import { useSay } from '../texts/use-say.ts';

interface Props {
  readonly tier: string;
  /** Shows the changes of all tiers again. */
  readonly all: () => void;
}

/** That those alone are listed who left a tier. */
export function LeftTier({ tier, all }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const known = useQuery(fieldsQuery).data?.tiers.find(({ id }) => id === tier);
  return (
    <Tag closable onClose={all}>
      {t('alerts.left', { tier: known === undefined ? tier : say(known.name) })}
    </Tag>
  );
}
