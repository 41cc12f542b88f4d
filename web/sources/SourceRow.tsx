import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Tag, Tooltip, Typography } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Source } from '../api/contract.ts';
import { problemsOf, sentenceOf } from '../api/problems.ts';
import { useFormat } from '../shown/use-format.ts';
import { addressOf } from './HandOverSource.tsx';

interface Props {
  readonly source: Source;
  readonly change: () => void;
  readonly look: () => void;
  readonly renew: () => void;
}

/** A source: where it pushes to, when something came last, how it stands, and what can be done with it. */
export function SourceRow({ source, change, look, renew }: Props): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const { id, name, kind, path, received, receivedAt, pausedAt, paused, unreadable, incomplete } = source;
  const act = useMutation({
    mutationFn: async (work: () => Promise<unknown>) => await work(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sources'] }),
    onError: (error) => {
      const [problem] = problemsOf(error);
      message.error((problem && sentenceOf(problem)) || t('fault'));
    },
  });
  const asked = (title: string, work: () => Promise<unknown>): void =>
    void modal.confirm({ title, content: name, onOk: async () => await act.mutateAsync(work) });
  const turn = async (to: boolean) => await ask('PATCH', `/sources/${id}`, { body: { paused: to } });
  const isPaused = pausedAt !== null;
  const actions: Readonly<Record<string, () => void>> = {
    edit: change,
    turn: () =>
      isPaused
        ? act.mutate(async () => await turn(false))
        : asked(t('sources.pauseText'), async () => await turn(true)),
    renew,
    remove: () => asked(t('sources.removeText'), async () => await ask('DELETE', `/sources/${id}`)),
  };
  const items = [
    { key: 'edit', label: t('edit') },
    { key: 'turn', label: t(isPaused ? 'sources.resume' : 'sources.pause') },
    { key: 'renew', label: t('sources.renew') },
    { key: 'remove', label: t('sources.remove'), danger: true },
  ];
  return (
    <tr className={isPaused ? 'soft' : ''}>
      <td>
        <strong>{name}</strong> <span className="soft small">{t(`sources.kinds.${kind}`)}</span>
      </td>
      <td className="small" style={{ overflowWrap: 'anywhere' }}>
        <Typography.Text copyable={{ text: addressOf(path) }} className="small">
          …/{path.split('/').at(-1)?.slice(0, 6)}…
        </Typography.Text>
      </td>
      <td className="small">
        {receivedAt === null ? (
          <span className="soft">{t('sources.never')}</span>
        ) : (
          <>
            {moment(receivedAt)} <span className="soft">{t('sources.received', { n: received })}</span>
          </>
        )}
      </td>
      <td className="small">
        <span className="row" style={{ gap: 6 }}>
          <Tag color={isPaused ? 'default' : 'green'}>{t(isPaused ? 'sources.paused' : 'sources.on')}</Tag>
          {paused > 0 ? <Tag color="gold">{t('sources.waitingPaused', { n: paused })}</Tag> : null}
          {unreadable > 0 ? <Tag color="red">{t('sources.unreadable', { n: unreadable })}</Tag> : null}
          {incomplete > 0 ? (
            <Tooltip title={t('sources.incompleteText')}>
              <span className="soft">{t('sources.incomplete', { n: incomplete })}</span>
            </Tooltip>
          ) : null}
        </span>
      </td>
      <td className="number" style={{ whiteSpace: 'nowrap' }}>
        <Button type="text" onClick={look}>
          {t('sources.waiting')}
        </Button>
        <Dropdown
          menu={{ items, onClick: ({ key }) => actions[key]?.() }}
          trigger={['click']}
          disabled={act.isPending}
        >
          <Button type="text">{t('sources.more')}</Button>
        </Dropdown>
      </td>
    </tr>
  );
}
