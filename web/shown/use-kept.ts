import { useCallback, useState } from 'react';

/** State that a reload of the page does not lose; it lasts as long as the storage does. */
export function useKept<T>(storage: Storage, key: string, initial: T): [T, (next: (kept: T) => T) => void] {
  const [first] = useState(initial);
  const [value, setValue] = useState<T>(() => read(storage, key) ?? first);
  const keep = useCallback(
    (change: (kept: T) => T) => {
      // What was kept a moment ago may not have been shown yet.
      const next = change(read(storage, key) ?? first);
      if (next === null || next === undefined) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(next));
      setValue(next);
    },
    [storage, key, first],
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
