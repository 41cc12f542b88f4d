import { useQuery } from '@tanstack/react-query';
import type { CSSProperties, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../src/domain/text.ts';
import { fieldsQuery } from '../api/fields.ts';
import { tierColor } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { useSay } from '../texts/use-say.ts';

interface TierNameProps {
  readonly name: string;
  /** Of the tier in the standard; 0 is the base tier. */
  readonly position: number;
  readonly tiers: number;
  readonly large?: boolean;
}

/** A tier's name in the colour of its place. */
export function TierName({ name, position, tiers, large = false }: TierNameProps): ReactElement {
  const style = { '--tier': tierColor(position, tiers, useIsDark()) } as CSSProperties;
  return (
    <span className={large ? 'tier large' : 'tier'} style={style}>
      {name}
    </span>
  );
}

interface TierBadgeProps {
  readonly tier: string | null;
  /** Of a tier that the standard in force may not have. */
  readonly name?: Text;
  readonly large?: boolean;
}

/** A tier of the standard in force by its id. */
export function TierBadge({ tier, name, large = false }: TierBadgeProps): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const tiers = useQuery(fieldsQuery).data?.tiers ?? [];
  if (tier === null) return <span className="soft small">{t('notGraded')}</span>;
  const position = tiers.findIndex(({ id }) => id === tier);
  return (
    <TierName
      name={say(name ?? tiers[position]?.name ?? tier)}
      position={position}
      tiers={tiers.length}
      large={large}
    />
  );
}
