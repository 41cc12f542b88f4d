/** Numbers of imports as the list of past imports shows them. */
export function importIds(ids: readonly string[], and: string): string {
  return ids.map((id) => `#${id}`).join(and);
}
