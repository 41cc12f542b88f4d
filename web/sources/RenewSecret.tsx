import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Source, SourceSecret } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import type { HandOver } from './HandOverSource.tsx';

interface Props {
  readonly source: Source;
  readonly close: () => void;
  readonly renewed: (given: HandOver) => void;
}

/** Another secret for a source: the other system's own, or one made here. */
export function RenewSecret({ source: { id, kind, path }, close, renewed }: Props): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [secret, setSecret] = useState('');
  const renew = useMutation({
    mutationFn: async () => {
      const body = secret === '' ? {} : { secret };
      return await ask<SourceSecret>('POST', `/sources/${id}/secrets`, { body });
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['sources'] });
      if (made.secret === null) close();
      else renewed({ title: 'renewed', kind, path, secret: made.secret });
    },
  });
  return (
    <Modal
      open
      title={t('sources.renew')}
      okText={t('sources.renewNow')}
      onOk={() => renew.mutate()}
      onCancel={close}
      confirmLoading={renew.isPending}
    >
      <div className="stack">
        <p>{t('sources.renewText')}</p>
        <ProblemList error={renew.error} />
        <Input.Password
          value={secret}
          aria-label={t('sources.secret')}
          placeholder={t('sources.secret')}
          autoComplete="off"
          onChange={({ target }) => setSecret(target.value)}
        />
        <p className="soft small">{t(`sources.secretTexts.${kind}`)}</p>
      </div>
    </Modal>
  );
}
