import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { Published } from '../api/contract.ts';
import { useToday } from '../ledger/use-today.ts';
import type { Holders } from './HolderChoice.tsx';
import { type Term, termBody } from './PublicationTerm.tsx';
import type { Standard } from './scheme-queries.ts';

export interface Publishing {
  readonly term: Term;
  readonly holders: Holders;
}

/** Publishes, and grades everybody again where that changes anything today. */
export function usePublish(
  standard: Standard,
  done: (published: Published) => void,
): UseMutationResult<Published, Error, Publishing> {
  const queries = useQueryClient();
  const today = useToday();
  return useMutation({
    mutationFn: async ({ term, holders }: Publishing) => {
      const body = { ...standard, ...termBody(term), holders };
      const published = await ask<Published>('POST', '/schemes', { body });
      if (published.inForceFrom <= today) await ask('POST', '/evaluations', { body: {} });
      return published;
    },
    onSuccess: async (published) => {
      await queries.invalidateQueries();
      done(published);
    },
  });
}
