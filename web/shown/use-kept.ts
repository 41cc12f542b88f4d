import { useCallback, useState } from 'react';

/** State that a reload of the page does not lose; it lasts as long as the storage does. */
export function useKept<T>(storage: Storage, key: string, initial: T): [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => read(storage, key) ?? initial);
  const keep = useCallback(
    (next: T) => {
      if (next === null || next === undefined) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(next));
      setValue(next);
    },
    [storage, key],
  );
  return [value, keep];
}

function read<T>(storage: Storage, key: string): T | undefined {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
