import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { SchemeDocument, Suggestions } from '../api/contract.ts';

export interface SuggestionsAsked {
  readonly document: SchemeDocument;
  readonly metric: string;
  readonly operator: string;
  readonly wanted:
    | { readonly kind: 'top-share'; readonly shares: readonly number[] }
    | { readonly kind: 'natural-breaks' }
    | { readonly kind: 'budget'; readonly tier: string; readonly budget: number };
}

export function useSuggestions(body: SuggestionsAsked, enabled = true): UseQueryResult<Suggestions> {
  return useQuery({
    queryKey: ['suggestions', body],
    queryFn: ({ signal }) => ask<Suggestions>('POST', '/schemes/suggestions', { body, signal }),
    enabled,
    retry: false,
    gcTime: 10_000,
    placeholderData: keepPreviousData,
  });
}
