import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Source, Sources as SourceList } from '../api/contract.ts';
import { PlusIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { EditSource } from './EditSource.tsx';
import { type HandOver, HandOverSource } from './HandOverSource.tsx';
import { RenewSecret } from './RenewSecret.tsx';
import { SourceRow } from './SourceRow.tsx';
import { WaitingDeliveries } from './WaitingDeliveries.tsx';

type Opened =
  | { readonly what: 'adding' }
  | { readonly what: 'changing'; readonly source: Source; readonly sample: string }
  | { readonly what: 'waiting' | 'renewing'; readonly source: Source }
  | { readonly what: 'handing over'; readonly given: HandOver };

/** Other systems that push orders and customers, and what of theirs waits for somebody. */
export function Sources(): ReactElement {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { data, error } = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => ask<SourceList>('GET', '/sources', { signal }),
    refetchInterval: 5000,
  });
  const close = (): void => setOpened(null);
  const handOver = (given: HandOver): void => setOpened({ what: 'handing over', given });
  const sources = data?.sources ?? [];
  return (
    <section className="card stack">
      <div className="row between">
        <p className="soft small">{t('sources.text')}</p>
        <Button icon={<PlusIcon />} onClick={() => setOpened({ what: 'adding' })}>
          {t('sources.add')}
        </Button>
      </div>
      <ProblemList error={error} />
      {data !== undefined && sources.length === 0 ? <p className="soft">{t('sources.none')}</p> : null}
      {sources.length === 0 ? null : (
        <div className="scroll-x">
          <table className="plain stacks">
            <thead>
              <tr>
                <th>{t('sources.name')}</th>
                <th>{t('sources.address')}</th>
                <th>{t('sources.last')}</th>
                <th>{t('sources.state')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {sources.map((source) => (
                <SourceRow
                  key={source.id}
                  source={source}
                  change={() => setOpened({ what: 'changing', source, sample: '' })}
                  look={() => setOpened({ what: 'waiting', source })}
                  renew={() => setOpened({ what: 'renewing', source })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {opened?.what === 'adding' || opened?.what === 'changing' ? (
        <EditSource
          source={opened.what === 'changing' ? opened.source : null}
          sample={opened.what === 'changing' ? opened.sample : ''}
          close={close}
          made={handOver}
        />
      ) : null}
      {opened?.what === 'renewing' ? (
        <RenewSecret source={opened.source} close={close} renewed={handOver} />
      ) : null}
      {opened?.what === 'waiting' ? (
        <WaitingDeliveries
          source={opened.source}
          close={close}
          mapBy={(sample) => setOpened({ what: 'changing', source: opened.source, sample })}
        />
      ) : null}
      {opened?.what === 'handing over' ? <HandOverSource given={opened.given} close={close} /> : null}
    </section>
  );
}
