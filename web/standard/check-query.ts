import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { SchemeCheck } from '../api/contract.ts';
import type { Draft } from './use-draft.ts';

/** What is wrong with a draft, which traps lie in it, and the document it is when nothing is wrong. */
export function checkQuery(draft: Draft) {
  return queryOptions({
    queryKey: ['check', draft],
    queryFn: ({ signal }) => ask<SchemeCheck>('POST', '/schemes/checks', { body: draft, signal }),
    gcTime: 10_000,
  });
}
