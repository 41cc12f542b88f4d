import { Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Radar } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import type { changedView, RadarView } from './radar-view.ts';

interface Props {
  readonly tiers: readonly Pick<Radar['tiers'][number], 'tier' | 'customers'>[];
  readonly owners: readonly string[];
  readonly view: RadarView;
  readonly show: (part: Parameters<typeof changedView>[1]) => void;
  /** What choosing a tier means. */
  readonly tierName: string;
}

/** One tier or one owner alone. */
export function RadarFilter({ tiers, owners, view, show, tierName }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number } = useFormat();
  const named = tiers.map(({ tier, customers }) => ({
    value: tier.id,
    label: `${say(tier.name)} (${number(customers)})`,
  }));
  return (
    <div className="row no-print">
      <Select
        aria-label={tierName}
        placeholder={tierName}
        allowClear
        value={view.tier ?? null}
        onChange={(tier) => show({ tier: tier ?? undefined })}
        options={named}
        style={{ minWidth: 170 }}
      />
      {owners.length < 2 && view.owner === undefined ? null : (
        <Select
          aria-label={t('fields.owner')}
          placeholder={t('fields.owner')}
          allowClear
          showSearch
          value={view.owner ?? null}
          onChange={(owner) => show({ owner: owner ?? undefined })}
          options={owners.map((owner) => ({ value: owner, label: owner }))}
          style={{ minWidth: 150 }}
        />
      )}
    </div>
  );
}
