import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Popconfirm } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Call } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';

/** Notes that a customer could not be reached, with a word. */
export function NotReached({ call }: { readonly call: Call }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () => ask('POST', `/calls/${call.id}/outcome`, { body: { state: 'not-reached', note } }),
    onSuccess: async () => {
      message.success(t('saved'));
      await queries.invalidateQueries({ queryKey: ['calls'] });
    },
  });
  const asked = (
    <Input
      aria-label={t('calls.notReached')}
      placeholder={t('calls.notReachedText')}
      value={note}
      maxLength={500}
      onChange={({ target }) => setNote(target.value)}
    />
  );
  return (
    <>
      <ProblemList error={save.error} />
      <Popconfirm title={asked} icon={null} onConfirm={() => save.mutate()}>
        <Button loading={save.isPending}>{t('calls.notReached')}</Button>
      </Popconfirm>
    </>
  );
}
