/** The columns of `customers` that are kept as they were written, registration aside. */
export const openColumns: readonly string[] = [
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
  'referred_by',
];
