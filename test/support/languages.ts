import type { Lang } from '../../src/domain/text.ts';

export type { Lang };

export const languages: readonly Lang[] = ['zh', 'en'];
