import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Retried, Source, WaitingPage } from '../api/contract.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { usePages } from '../shown/use-pages.ts';
import { WaitingItem } from './WaitingItem.tsx';

interface Props {
  readonly source: Source;
  readonly close: () => void;
  /** Uses what a delivery said for the mapping. */
  readonly mapBy: (sample: string) => void;
}

/** Deliveries of a source that wait for somebody, each with what stands against it. */
export function WaitingDeliveries({ source, close, mapBy }: Props): ReactElement {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const path = `/sources/${source.id}`;
  const { pages, error, more } = usePages<WaitingPage>(
    ['sources', source.id, 'deliveries'],
    `${path}/deliveries`,
    {},
  );
  const act = useMutation({
    mutationFn: async (work: () => Promise<unknown>) => await work(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sources'] }),
  });
  const retry = (deliveries: readonly string[] | undefined): void =>
    act.mutate(async () => {
      const done = { kept: 0, left: 0 };
      for (let after: string | undefined = '0'; after !== undefined; ) {
        const body: object = { deliveries, after };
        const { kept, left, next } = await ask<Retried>('POST', `${path}/retries`, { body });
        done.kept += kept;
        done.left += left;
        after = next ?? undefined;
      }
      message.info(t('sources.retried', done));
    });
  const drop = (id: string): void =>
    void modal.confirm({
      title: t('sources.dropText'),
      onOk: async () =>
        await act.mutateAsync(async () => await ask('POST', `${path}/drops`, { body: { deliveries: [id] } })),
    });
  const deliveries = pages?.flatMap((page) => page.deliveries) ?? [];
  return (
    <Drawer open title={t('sources.waitingTitle')} size="min(720px, 100vw)" onClose={close}>
      <div className="stack">
        <div className="row between">
          <p className="soft small">{source.name}</p>
          {deliveries.length > 1 ? (
            <Button loading={act.isPending} onClick={() => retry(undefined)}>
              {t('sources.retryAll')}
            </Button>
          ) : null}
        </div>
        <ProblemList error={error ?? act.error} />
        {pages === undefined && error === null ? <Skeleton active /> : null}
        {pages !== undefined && deliveries.length === 0 ? (
          <p className="soft">{t('sources.waitingNone')}</p>
        ) : null}
        {deliveries.map((delivery) => (
          <WaitingItem
            key={delivery.id}
            source={source}
            delivery={delivery}
            retry={() => retry([delivery.id])}
            drop={() => drop(delivery.id)}
            mapBy={mapBy}
          />
        ))}
        <MoreButton more={more} label={t('sources.earlier')} />
      </div>
    </Drawer>
  );
}
