import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Publication } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';

/** Calls a planned publication off, or ends a season that has begun, with everybody graded again. */
export function EndPublication({
  publication: { id, state },
}: {
  readonly publication: Publication;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const isPlanned = state === 'planned';
  const end = useMutation({
    mutationFn: async () => {
      await ask('PUT', `/publications/${id}/end`, { body: {} });
      if (!isPlanned) await ask('POST', '/evaluations', { body: {} });
    },
    onSuccess: async () => {
      message.success(t(isPlanned ? 'versions.isCalledOff' : 'versions.ended'));
      await queries.invalidateQueries();
    },
  });
  const name = t(isPlanned ? 'versions.callOff' : 'versions.end');
  return (
    <div className="stack tight">
      <ProblemList error={end.error} />
      <Popconfirm
        title={name}
        description={t(isPlanned ? 'versions.callOffText' : 'versions.endText')}
        okText={name}
        onConfirm={() => end.mutate()}
      >
        <Button size="small" loading={end.isPending}>
          {name}
        </Button>
      </Popconfirm>
    </div>
  );
}
