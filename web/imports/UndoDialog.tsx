import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal, Spin } from 'antd';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undoesNothing } from '../../src/domain/undoes-nothing.ts';
import { ask } from '../api/client.ts';
import type { Imports, UndoPreview } from '../api/contract.ts';
import { useJobs } from '../api/use-jobs.ts';
import { JobProgress } from '../shown/JobProgress.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { type UndoEffect, UndoneThings } from './UndoneThings.tsx';

interface Props {
  readonly past: Imports['imports'][number];
  readonly close: () => void;
}

/** What taking an import back would do; then the doing, and what it came to. */
export function UndoDialog({ past, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { moment, author } = useFormat();
  const queries = useQueryClient();
  const [job, setJob] = useState<string | null>(null);
  const [answer] = useJobs(job === null ? [] : [job]);
  const run = answer?.data ?? null;
  const start = useMutation({
    mutationFn: () => ask<{ job: string }>('POST', `/imports/${past.id}/undo`),
    onSuccess: ({ job: id }) => setJob(id),
  });
  const state = run?.state ?? null;
  useEffect(() => {
    if (state !== 'done') return;
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'job' && queryKey[0] !== PREVIEW,
    });
  }, [state, queries]);
  const isBusy = start.isPending || (job !== null && (state === null || state === 'running'));
  const isDone = state === 'done';
  const preview = usePreview(past.id, job === null);
  const canBeDone = preview.data !== undefined && !undoesNothing(preview.data);
  return (
    <Modal
      open
      title={t(isDone ? 'undo.done' : 'undo.title', { file: past.file })}
      styles={{ title: { paddingInlineEnd: 24, overflowWrap: 'anywhere' } }}
      okText={t(isDone ? 'undo.close' : 'undo.now')}
      okButtonProps={{
        danger: !isDone,
        disabled: !(isDone || canBeDone) || state === 'failed',
      }}
      cancelButtonProps={isDone ? { style: { display: 'none' } } : {}}
      cancelText={t('cancel')}
      onOk={isDone ? close : () => start.mutate()}
      onCancel={close}
      confirmLoading={isBusy}
    >
      <div className="stack">
        <p className="soft">
          {[moment(past.startedAt), past.author === null ? '' : author(past.author)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <ProblemList error={preview.error ?? start.error} />
        <ProblemList problems={run?.problems ?? []} />
        {isBusy ? <JobProgress job={run} starting={t('undo.running')} /> : null}
        {isDone ? <UndoneThings effect={run?.result as UndoEffect} isDone /> : null}
        {!isDone && preview.data !== undefined ? <UndoneThings effect={preview.data} isDone={false} /> : null}
        {preview.isPending && preview.error === null ? <Spin /> : null}
      </div>
    </Modal>
  );
}

const PREVIEW = 'undo-preview';

/** Always asked for anew: what stays changes with every order. */
function usePreview(id: string, isAsked: boolean) {
  return useQuery({
    queryKey: [PREVIEW, id],
    queryFn: ({ signal }) => ask<UndoPreview>('GET', `/imports/${id}/undo`, { signal }),
    enabled: isAsked,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
}
