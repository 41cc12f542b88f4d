import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { WebhookEndpoint, WebhookSecret } from '../api/contract.ts';
import { problemsOf, sentenceOf } from '../api/problems.ts';

interface Props {
  readonly endpoint: WebhookEndpoint;
  readonly change: () => void;
  readonly look: () => void;
  readonly renewed: (secret: string) => void;
}

/** An endpoint: what it is told of, how it stands, and what can be done with it. */
export function EndpointRow({ endpoint, change, look, renewed }: Props): ReactElement {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const { id, url, events, enabled, disabledBy, waiting, dead } = endpoint;
  const act = useMutation({
    mutationFn: async (work: () => Promise<void>) => await work(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
    onError: (error) => {
      const [problem] = problemsOf(error);
      message.error((problem && sentenceOf(problem)) || t('fault'));
    },
  });
  const asked = (title: string, work: () => Promise<void>): void =>
    void modal.confirm({ title, content: url, onOk: async () => await act.mutateAsync(work) });
  const turn = async (on: boolean): Promise<void> => {
    await ask('PATCH', `/webhooks/${id}`, { body: { enabled: on } });
  };
  const test = async (): Promise<void> => {
    await ask('POST', `/webhooks/${id}/tests`);
    message.success(t('webhooks.tested'));
  };
  const renew = async (): Promise<void> => {
    renewed((await ask<WebhookSecret>('POST', `/webhooks/${id}/secrets`)).secret);
  };
  const actions: Readonly<Record<string, () => void>> = {
    edit: change,
    test: () => act.mutate(test),
    turn: () =>
      enabled
        ? asked(t('webhooks.turnOffText'), async () => await turn(false))
        : act.mutate(() => turn(true)),
    renew: () => asked(t('webhooks.renewText'), renew),
    remove: () =>
      asked(t('webhooks.removeText'), async () => {
        await ask('DELETE', `/webhooks/${id}`);
      }),
  };
  const items = [
    { key: 'edit', label: t('edit') },
    { key: 'test', label: t('webhooks.test'), disabled: !enabled },
    { key: 'turn', label: t(enabled ? 'webhooks.turnOff' : 'webhooks.turnOn') },
    { key: 'renew', label: t('webhooks.renew') },
    { key: 'remove', label: t('webhooks.remove'), danger: true },
  ];
  return (
    <tr className={enabled ? '' : 'soft'}>
      <td style={{ overflowWrap: 'anywhere' }}>{url}</td>
      <td className="small">{events.map((event) => t(`webhooks.shortNames.${event}`)).join(t('comma'))}</td>
      <td className="small">
        <span className="row" style={{ gap: 6 }}>
          {enabled ? <Tag color="green">{t('webhooks.on')}</Tag> : <Tag>{t('webhooks.off')}</Tag>}
          {disabledBy === '410' ? t('webhooks.gone') : null}
          {waiting > 0 ? t('webhooks.waiting', { n: waiting }) : null}
          {dead > 0 ? <Tag color="red">{t('webhooks.dead', { n: dead })}</Tag> : null}
          {enabled && waiting + dead === 0 ? <span className="soft">{t('webhooks.quiet')}</span> : null}
        </span>
      </td>
      <td className="number" style={{ whiteSpace: 'nowrap' }}>
        <Button type="text" onClick={look}>
          {t('webhooks.deliveries')}
        </Button>
        <Dropdown menu={{ items, onClick: ({ key }) => actions[key]?.() }} trigger={['click']}>
          <Button type="text">{t('webhooks.more')}</Button>
        </Dropdown>
      </td>
    </tr>
  );
}
