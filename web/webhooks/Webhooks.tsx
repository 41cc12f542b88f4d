import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { WebhookEndpoint, Webhooks as WebhookList } from '../api/contract.ts';
import { PlusIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { Deliveries } from './Deliveries.tsx';
import { EditEndpoint } from './EditEndpoint.tsx';
import { EndpointRow } from './EndpointRow.tsx';
import { SecretOnce } from './SecretOnce.tsx';

type Opened =
  | { readonly what: 'adding' }
  | { readonly what: 'changing' | 'deliveries'; readonly endpoint: WebhookEndpoint }
  | { readonly what: 'secret'; readonly title: 'made' | 'renewed'; readonly secret: string };

/** Endpoints of other systems that are told of what happens. */
export function Webhooks(): ReactElement {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { data, error } = useQuery({
    queryKey: ['webhooks'],
    queryFn: ({ signal }) => ask<WebhookList>('GET', '/webhooks', { signal }),
    refetchInterval: 5000,
  });
  const close = (): void => setOpened(null);
  const endpoints = data?.endpoints ?? [];
  return (
    <section className="card stack">
      <div className="row between">
        <p className="soft small">{t('webhooks.text')}</p>
        <Button icon={<PlusIcon />} onClick={() => setOpened({ what: 'adding' })}>
          {t('webhooks.add')}
        </Button>
      </div>
      <ProblemList error={error} />
      {data !== undefined && endpoints.length === 0 ? <p className="soft">{t('webhooks.none')}</p> : null}
      {endpoints.length === 0 ? null : (
        <div className="scroll-x">
          <table className="plain stacks">
            <thead>
              <tr>
                <th>{t('webhooks.url')}</th>
                <th>{t('webhooks.events')}</th>
                <th>{t('webhooks.state')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {endpoints.map((endpoint) => (
                <EndpointRow
                  key={endpoint.id}
                  endpoint={endpoint}
                  change={() => setOpened({ what: 'changing', endpoint })}
                  look={() => setOpened({ what: 'deliveries', endpoint })}
                  renewed={(secret) => setOpened({ what: 'secret', title: 'renewed', secret })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {opened?.what === 'adding' || opened?.what === 'changing' ? (
        <EditEndpoint
          endpoint={opened.what === 'changing' ? opened.endpoint : null}
          events={data?.events ?? []}
          close={close}
          made={(secret) => setOpened({ what: 'secret', title: 'made', secret })}
        />
      ) : null}
      {opened?.what === 'deliveries' ? <Deliveries endpoint={opened.endpoint} close={close} /> : null}
      {opened?.what === 'secret' ? (
        <SecretOnce title={t(`webhooks.${opened.title}`)} secret={opened.secret} close={close} />
      ) : null}
    </section>
  );
}
