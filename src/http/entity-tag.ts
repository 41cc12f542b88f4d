import { z } from 'zod';

export const ifMatchHeaders = z.object({
  'if-match': z.string().optional().describe('the ETag of the record as you know it'),
});

/** A version as `ETag` says it. */
export function entityTag(version: string): string {
  return `"${version}"`;
}

/** The versions that `If-Match` names; null where any will do. A weak one matches nothing (RFC 9110, 13.1.1). */
export function matchedVersions(header: string | undefined): readonly string[] | null {
  if (header === undefined || header.trim() === '*') return null;
  return [...header.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, version = '']) =>
    weak === undefined ? [version] : [],
  );
}
