/** From most to least. */
export const roles = ['owner', 'manager', 'rep', 'viewer'] as const;
export type Role = (typeof roles)[number];
