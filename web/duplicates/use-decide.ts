import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { DuplicatePair } from '../api/contract.ts';
import type { PairState } from './duplicates-view.ts';

const said = { open: 'saidOpen', later: 'saidLater', 'not-same': 'saidNotSame' } as const;

interface Decide {
  readonly decide: (pair: DuplicatePair, decision: PairState) => void;
  readonly error: unknown;
}

/** Decides a pair but for a merge; `done` when the list knows it. */
export function useDecide(done: () => void): Decide {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: ({ pair, decision }: { readonly pair: DuplicatePair; readonly decision: PairState }) =>
      ask('POST', `/duplicates/${pair.one.id}/${pair.other.id}/decision`, { body: { decision } }),
    onSuccess: async (_, { decision }) => {
      message.success(t(`duplicates.${said[decision]}`));
      await queries.invalidateQueries({ queryKey: ['duplicates'] });
      done();
    },
  });
  return { decide: (pair, decision) => mutate({ pair, decision }), error };
}
