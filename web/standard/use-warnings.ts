import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SchemeWarning } from '../api/contract.ts';
import { checkQuery } from './check-query.ts';
import { type Draft, useSettled } from './use-draft.ts';

interface Warnings {
  readonly warnings: readonly SchemeWarning[];
  /** They are of the draft as it stands, so that their mends fit. */
  readonly areCurrent: boolean;
}

/** The traps in a draft, once it has stood still for a moment. */
export function useWarnings(draft: Draft): Warnings {
  const settled = useSettled(draft, 400);
  const { data: check, isPlaceholderData } = useQuery({
    ...checkQuery(settled),
    placeholderData: keepPreviousData,
  });
  return { warnings: check?.warnings ?? [], areCurrent: settled === draft && !isPlaceholderData };
}
