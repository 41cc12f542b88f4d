import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { SchemeCheck } from '../api/contract.ts';

/** What is wrong with a standard's text, and the document it is when nothing is. */
export function checkQuery(text: string) {
  return queryOptions({
    queryKey: ['check', text],
    queryFn: ({ signal }) => ask<SchemeCheck>('POST', '/schemes/checks', { body: { text }, signal }),
    gcTime: 10_000,
  });
}
