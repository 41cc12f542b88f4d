import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Popover, Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { CustomerQuality } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';

const colors = { high: 'success', middle: 'warning', low: 'error' } as const;

/** Beside the tier: how far this customer's data can be trusted, and which checks fail. */
export function ConfidenceBadge({ id }: { readonly id: string }): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['customer', id, 'quality'],
    queryFn: ({ signal }) => ask<CustomerQuality>('GET', `/customers/${id}/quality`, { signal }),
  });
  if (data === undefined) return null;
  return (
    <Popover trigger={['click', 'hover']} content={<Failing quality={data} />}>
      <Tag color={colors[data.confidence]} tabIndex={0} style={{ cursor: 'help', marginInlineEnd: 0 }}>
        {t(`quality.confidence.${data.confidence}`)}
      </Tag>
    </Popover>
  );
}

function Failing({
  quality: { failing, asked, score },
}: {
  readonly quality: CustomerQuality;
}): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const { number } = useFormat();
  return (
    <div className="stack tight" style={{ maxWidth: 340 }}>
      <strong>
        {failing.length === 0
          ? t('quality.passed', { count: asked })
          : t('quality.failing', { count: failing.length, score: number(score, 1) })}
      </strong>
      {failing.map(({ id, title, mend, orders }) => (
        <div key={id}>
          {nameOf(title)}
          {orders > 0 ? ` (${t('quality.ordersFailing', { orders: number(orders) })})` : ''}
          <div className="soft small">{nameOf(mend)}</div>
        </div>
      ))}
      <Link to="/customers/quality">{t('quality.see')}</Link>
    </div>
  );
}
