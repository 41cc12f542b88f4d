import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { EvaluationView } from '../api/contract.ts';
import { problemsOf, sentenceOf } from '../api/problems.ts';
import { useMay } from '../session/use-session.ts';
import { RefreshIcon } from '../shell/icons.tsx';
import { useFormat } from '../shown/use-format.ts';

export function EvaluateNow(): ReactElement | null {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const may = useMay('evaluations:run');
  const evaluate = useMutation({
    mutationFn: () => ask<EvaluationView>('POST', '/evaluations', { body: {} }),
    onSuccess: async ({ customers, changed }) => {
      message.success(t('tiers.evaluated', { customers: number(customers), changed: number(changed ?? 0) }));
      await queries.invalidateQueries();
    },
    onError: (error) => {
      const [first] = problemsOf(error);
      message.error((first && sentenceOf(first)) || t('fault'));
    },
  });
  if (!may) return null;
  return (
    <Button icon={<RefreshIcon />} loading={evaluate.isPending} onClick={() => evaluate.mutate()}>
      {t('tiers.evaluateNow')}
    </Button>
  );
}
