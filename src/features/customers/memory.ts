/** What was read lately, by a key that says of which state of the data; the longest unused goes first. */
export type Memory = <T>(key: string, read: () => Promise<T>) => Promise<T>;

/** Keeps at most so many answers. Who asks for what is being read already waits for the same; failures are not kept. */
export function createMemory(most: number): Memory {
  const kept = new Map<string, Promise<unknown>>();
  return async <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined;
    kept.delete(key);
    const answer = known ?? read();
    kept.set(key, answer);
    if (known !== undefined) return await known;
    const [oldest] = kept.size > most ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    try {
      return await answer;
    } catch (error) {
      if (kept.get(key) === answer) kept.delete(key);
      throw error;
    }
  };
}
