import { QueryClient } from '@tanstack/react-query';
import { ApiProblems } from './problems.ts';

/** What was fetched stays shown while it is asked for again; requests the server refused are not repeated. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && error instanceof ApiProblems && error.status >= 500,
    },
  },
});
