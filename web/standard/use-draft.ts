import { useEffect, useState } from 'react';
import type { SchemeDocument } from '../api/contract.ts';

/** A standard in the making: moved thresholds, or text of one's own. */
export type Draft = { readonly document: SchemeDocument } | { readonly text: string };

/** A value once it has stood still for a moment. */
export function useSettled<T>(value: T, milliseconds = 250): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
