import type { ExportRequest } from '../../src/features/exports/write-export.ts';

/** Everybody's customers with tiers and metrics, masked, as whoever may see all asks for them. */
export const everybody: Omit<ExportRequest, 'out' | 'format'> = {
  what: 'customers',
  headers: null,
  encoding: 'utf-8',
  password: null,
  visibility: { all: true },
  filter: null,
  search: null,
  sort: null,
  contact: false,
  graded: true,
  lang: 'en',
  signal: new AbortController().signal,
  progress: { step: () => undefined, at: () => undefined },
};
