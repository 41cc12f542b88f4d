import { useCallback } from 'react';
import type { Text } from '../../src/domain/text.ts';
import { useSay } from '../texts/use-say.ts';
import { useFormat } from './use-format.ts';

/** Gives a sentence of the server's with its days written as everywhere else. */
export function useSaid(): (said: Text | string | null | undefined) => string {
  const say = useSay();
  const { dated } = useFormat();
  return useCallback((said) => dated(say(said)), [say, dated]);
}
