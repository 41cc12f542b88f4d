import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Segmented, Skeleton } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { DeliveryPage, WebhookEndpoint } from '../api/contract.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { usePages } from '../shown/use-pages.ts';
import { DeliveryItem } from './DeliveryItem.tsx';

interface Props {
  readonly endpoint: WebhookEndpoint;
  readonly close: () => void;
}

const states = ['all', 'waiting', 'delivered', 'dead'] as const;

/** What was, is to be, or could not be sent to an endpoint; what was given up can be sent again. */
export function Deliveries({ endpoint, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [state, setState] = useState<(typeof states)[number]>('all');
  const path = `/webhooks/${endpoint.id}`;
  const query = state === 'all' ? {} : { state };
  const { pages, error, more } = usePages<DeliveryPage>(
    ['webhooks', endpoint.id, 'deliveries', state],
    `${path}/deliveries`,
    query,
  );
  const replay = useMutation({
    mutationFn: (deliveries: readonly string[] | undefined) =>
      ask<{ replayed: number }>('POST', `${path}/replays`, { body: { deliveries } }),
    onSuccess: async ({ replayed }) => {
      message.success(t('webhooks.replayed', { n: replayed }));
      await queries.invalidateQueries({ queryKey: ['webhooks'] });
    },
  });
  const deliveries = pages?.flatMap((page) => page.deliveries) ?? [];
  const isAnyDead = deliveries.some((delivery) => delivery.state === 'dead');
  return (
    <Drawer open title={t('webhooks.deliveries')} size="min(640px, 100vw)" onClose={close}>
      <div className="stack">
        <p className="soft small" style={{ overflowWrap: 'anywhere' }}>
          {t('webhooks.of', { url: endpoint.url })}
        </p>
        <div className="row between">
          <Segmented
            value={state}
            onChange={setState}
            options={states.map((value) => ({
              value,
              label: value === 'all' ? t('webhooks.all') : t(`webhooks.states.${value}`),
            }))}
          />
          {isAnyDead ? (
            <Button loading={replay.isPending} onClick={() => replay.mutate(undefined)}>
              {t('webhooks.replayAll')}
            </Button>
          ) : null}
        </div>
        <ProblemList error={error ?? replay.error} />
        {pages === undefined && error === null ? <Skeleton active /> : null}
        {pages !== undefined && deliveries.length === 0 ? (
          <p className="soft">{t('webhooks.nothing')}</p>
        ) : null}
        {deliveries.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} replay={() => replay.mutate([delivery.id])} />
        ))}
        <MoreButton more={more} label={t('webhooks.earlier')} />
      </div>
    </Drawer>
  );
}
