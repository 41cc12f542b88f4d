import { Button, Collapse, Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookDelivery } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';

interface Props {
  readonly delivery: WebhookDelivery;
  readonly replay: () => void;
}

const colours = { waiting: 'gold', delivered: 'green', dead: 'red' } as const;

/** A message, what came of it and what it says. */
export function DeliveryItem({ delivery, replay }: Props): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const { message, event, body, madeAt, state, attempts, nextAt, status, problem } = delivery;
  const outcome = [
    attempts === 0 ? t('webhooks.notTried') : null,
    problem === null ? null : t(`webhooks.problems.${problem}`),
    status === null ? null : t('webhooks.status', { status }),
    attempts > 1 ? t('webhooks.attempts', { n: attempts }) : null,
    nextAt === null || attempts === 0 ? null : t('webhooks.nextAt', { moment: moment(nextAt) }),
  ].filter((part) => part !== null);
  return (
    <div className="stack" style={{ gap: 4, borderTop: '1px solid var(--line)', paddingTop: 10 }}>
      <div className="row between">
        <span className="row" style={{ gap: 8 }}>
          <Tag color={colours[state]}>{t(`webhooks.states.${state}`)}</Tag>
          <strong>
            {t(`webhooks.shortNames.${event}` as 'webhooks.shortNames.test', { defaultValue: event })}
          </strong>
          <span className="soft small">{moment(madeAt)}</span>
        </span>
        {state === 'dead' ? (
          <Button size="small" onClick={replay}>
            {t('webhooks.replay')}
          </Button>
        ) : null}
      </div>
      <p className="small">{outcome.join(t('comma'))}</p>
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'body',
            label: (
              <span className="soft small" style={{ overflowWrap: 'anywhere' }}>
                {t('webhooks.body')} {message}
              </span>
            ),
            children: <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{written(body)}</pre>,
          },
        ]}
      />
    </div>
  );
}

function written(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
