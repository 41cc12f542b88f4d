import { z } from 'zod';

export const momentSchema = z.string().describe('ISO 8601, UTC');

/** A moment as databases write it (`2026-01-15 03:00:00`, UTC) as the API writes it. */
export function isoMoment(stored: string): string {
  return new Date(`${stored.replace(' ', 'T')}Z`).toISOString();
}

export function isoMomentOrNull(stored: string | null): string | null {
  return stored === null ? null : isoMoment(stored);
}
