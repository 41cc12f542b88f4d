import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { Publications, SchemeDifference, SchemeListings, SchemeView } from '../api/contract.ts';
import type { Draft } from './use-draft.ts';

/** A draft, or a version that was published. */
export type Standard = Draft | { readonly published: { readonly id: string; readonly version: number } };

export const currentQuery = queryOptions({
  queryKey: ['schemes', 'current'],
  queryFn: ({ signal }) => ask<SchemeView>('GET', '/schemes/current', { signal }),
});

export const versionsQuery = queryOptions({
  queryKey: ['schemes'],
  queryFn: ({ signal }) => ask<SchemeListings>('GET', '/schemes', { signal }),
});

export const publicationsQuery = queryOptions({
  queryKey: ['publications'],
  queryFn: ({ signal }) => ask<Publications>('GET', '/publications', { signal }),
});

export function versionQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ['schemes', id, version],
    queryFn: ({ signal }) => ask<SchemeView>('GET', `/schemes/${id}`, { query: { version }, signal }),
  });
}

/** What changes, in words; without `from` from the standard in force. */
export function differenceQuery(to: Standard, from: Standard | null = null) {
  return queryOptions({
    queryKey: ['schemes', 'differences', from, to],
    queryFn: ({ signal }) =>
      ask<SchemeDifference>('POST', '/schemes/differences', { body: { from, to }, signal }),
    gcTime: 10_000,
  });
}
