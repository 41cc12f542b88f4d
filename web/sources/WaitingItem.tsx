import { useMutation } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Source, WaitingDelivery } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { prettySample } from './mapping.ts';

interface Props {
  readonly source: Source;
  readonly delivery: WaitingDelivery;
  readonly retry: () => void;
  readonly drop: () => void;
  readonly mapBy: (sample: string) => void;
}

/** A delivery that waits, what stands against it, and what it says for whoever asks. */
export function WaitingItem({ source, delivery, retry, drop, mapBy }: Props): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const { id, topic, receivedAt, state, problems } = delivery;
  const look = useMutation({
    mutationFn: async () =>
      (await ask<{ body: string }>('GET', `/sources/${source.id}/deliveries/${id}`)).body,
  });
  const map = (): void => {
    if (look.data !== undefined) mapBy(look.data);
    else look.mutate(undefined, { onSuccess: mapBy });
  };
  return (
    <div className="stack tight" style={{ borderTop: '1px solid var(--line)', paddingTop: 10 }}>
      <div className="row between">
        <span>
          <strong>{topic === '' ? moment(receivedAt) : topic}</strong>{' '}
          {topic === '' ? null : <span className="soft small">{moment(receivedAt)}</span>}
        </span>
        <span className="row" style={{ gap: 4 }}>
          {source.kind === 'generic' ? (
            <Button size="small" onClick={map}>
              {t('sources.asSample')}
            </Button>
          ) : null}
          <Button size="small" onClick={retry}>
            {t('sources.retry')}
          </Button>
          <Button size="small" onClick={drop}>
            {t('sources.drop')}
          </Button>
        </span>
      </div>
      {state === 'paused' ? <p className="soft small">{t('sources.waitsPaused')}</p> : null}
      <ProblemList problems={problems} />
      <ProblemList error={look.error} />
      {look.data === undefined ? (
        <Tooltip title={t('sources.lookText')}>
          <Button
            type="link"
            size="small"
            style={{ alignSelf: 'start' }}
            loading={look.isPending}
            onClick={() => look.mutate()}
          >
            {t('sources.look')}
          </Button>
        </Tooltip>
      ) : (
        <pre className="small" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {prettySample(look.data)}
        </pre>
      )}
    </div>
  );
}
