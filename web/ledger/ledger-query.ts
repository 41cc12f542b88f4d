import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { CustomerLedger } from '../api/contract.ts';

/** What a customer has and had, and what is set by hand. */
export function ledgerQuery(id: string) {
  return queryOptions({
    queryKey: ['ledger', id],
    queryFn: ({ signal }) => ask<CustomerLedger>('GET', `/customers/${id}/ledger`, { signal }),
  });
}
