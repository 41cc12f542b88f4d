import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import type { Standard } from './scheme-queries.ts';

interface Props {
  readonly standard: Standard;
  readonly disabled?: boolean;
  readonly small?: boolean;
  readonly begun?: () => void;
}

/** Begins to grade by a standard in the shadow of the one in force. */
export function ChallengeDraft({ standard, disabled = false, small = false, begun }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const begin = useMutation({
    mutationFn: () => ask('POST', '/challenges', { body: standard }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['challenges'] });
      message.success(t('challenge.begun'));
      setAsking(false);
      begun?.();
    },
  });
  return (
    <>
      <Button size={small ? 'small' : 'middle'} disabled={disabled} onClick={() => setAsking(true)}>
        {t('challenge.begin')}
      </Button>
      <Modal
        open={asking}
        title={t('challenge.beginTitle')}
        okText={t('challenge.begin')}
        confirmLoading={begin.isPending}
        onOk={() => begin.mutate()}
        onCancel={() => setAsking(false)}
      >
        <div className="stack">
          <ProblemList error={begin.error} />
          <p>{t('challenge.beginText')}</p>
        </div>
      </Modal>
    </>
  );
}
