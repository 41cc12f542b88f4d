import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { ProblemList } from '../shown/ProblemList.tsx';

/** Takes a record back, when that is confirmed. */
export function TakeBack({ path }: { readonly path: string }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const takeBack = useMutation({
    mutationFn: () => ask('DELETE', path),
    onSuccess: async () => {
      message.success(t('events.takenBack'));
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      <ProblemList error={takeBack.error} />
      <Popconfirm title={t('events.takeBackText')} onConfirm={() => takeBack.mutate()}>
        <Button size="small" type="text" danger loading={takeBack.isPending}>
          {t('events.takeBack')}
        </Button>
      </Popconfirm>
    </>
  );
}
