/** A customer's own fields beside contact, in the order they are shown in. */
export const customerFields = [
  'name',
  'gender',
  'birthday',
  'region',
  'occupation',
  'company',
  'source',
  'channel',
  'store',
  'owner',
  'referredBy',
  'registeredAt',
] as const;

/** Those of them that are days. */
export const dayFields: ReadonlySet<string> = new Set(['birthday', 'registeredAt']);
