/** Items with keys of their own for lists, though some may be alike. */
export function keyed<T>(items: readonly T[]): { readonly key: string; readonly item: T }[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const written = JSON.stringify(item);
    const before = times.get(written) ?? 0;
    times.set(written, before + 1);
    return { key: `${written} ${before}`, item };
  });
}
