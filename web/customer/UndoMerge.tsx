import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Spin } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { MergedCustomer, MergeUndo } from '../api/contract.ts';
import { useSession } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { WhatStays } from '../shown/WhatStays.tsx';

const PREVIEW = 'merge-undo-preview';

interface Props {
  readonly merge: MergedCustomer;
}

/** Beside a merge: that it was taken apart, when and by whom, or the way to do it. */
export function UndoMerge({ merge }: Props): ReactElement | null {
  const { t } = useTranslation();
  const { moment, author } = useFormat();
  const [open, setOpen] = useState(false);
  const mayUndo = useSession()?.permissions['customers:write'] === 'all';
  if (merge.undone !== null) {
    return <>{t('merge.undone', { at: moment(merge.undone.at), author: author(merge.undone.author) })}</>;
  }
  if (merge.undoUntil === null || !mayUndo) return null;
  return (
    <>
      <Button
        size="small"
        className="no-print"
        onClick={() => setOpen(true)}
        aria-label={t('merge.undoOf', { id: merge.externalId })}
      >
        {t('merge.undo')}
      </Button>
      {open ? <UndoForm merge={merge} close={() => setOpen(false)} /> : null}
    </>
  );
}

function UndoForm({ merge, close }: Props & { readonly close: () => void }): ReactElement {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const preview = useQuery({
    queryKey: [PREVIEW, merge.id],
    queryFn: ({ signal }) => ask<MergeUndo>('GET', `/merges/${merge.id}/undo`, { signal }),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const save = useMutation({
    mutationFn: () => ask<MergeUndo>('POST', `/merges/${merge.id}/undo`),
    onSuccess: async () => {
      message.success(t('merge.undoDone', { id: merge.externalId }));
      close();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PREVIEW });
    },
  });
  return (
    <Modal
      open
      title={t('merge.undoTitle', { id: merge.externalId, kept: merge.kept.name ?? merge.kept.externalId })}
      styles={{ title: { paddingInlineEnd: 24, overflowWrap: 'anywhere' } }}
      okText={t('merge.undo')}
      okButtonProps={{ danger: true, disabled: preview.data === undefined }}
      onOk={() => save.mutate()}
      onCancel={close}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        <ProblemList error={preview.error ?? save.error} />
        {preview.isPending ? <Spin /> : null}
        {preview.data === undefined ? null : <Effect effect={preview.data} />}
        {merge.undoUntil === null ? null : (
          <p className="soft small">{t('merge.undoUntil', { day: day(merge.undoUntil.slice(0, 10)) })}</p>
        )}
      </div>
    </Modal>
  );
}

function Effect({ effect }: { readonly effect: MergeUndo }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { back, since, names, fields, stays } = effect;
  const counts = {
    ...{ orders: number(back.orders), refunds: number(back.refunds), events: number(back.events) },
  };
  return (
    <>
      <WhatStays
        title={t('merge.stays', { n: number(stays.count) })}
        stays={stays}
        named={(what, name) => t(`merge.things.${what}`, { name })}
      />
      <ul className="fallen" style={{ marginBlock: 0 }}>
        <li>{t('merge.back', counts)}</li>
        {since === 0 ? null : <li>{t('merge.since', { n: number(since) })}</li>}
        {back.overrides === 0 ? null : <li>{t('merge.backByHand', { n: number(back.overrides) })}</li>}
        {fields.length === 0 ? null : <li>{t('merge.fields', { fields: fields.join(t('comma')) })}</li>}
        <li>{t('merge.names', { names: names.join(t('comma')) })}</li>
        <li>{t('merge.graded')}</li>
      </ul>
    </>
  );
}
