import { existsSync } from 'node:fs';
import { loadDocument } from '../features/schemes/load-scheme.ts';
import type { components } from '../http/client/schema.d.ts';

type Version = NonNullable<components['schemas']['PublishedVersion']>;

/** A standard named on the command line, as the API takes it: a file's or template's document, or `id@2`, a version that was published. */
export async function anyScheme(
  given: string,
): Promise<{ readonly document: unknown } | { readonly published: Version }> {
  const [, id, version] = /^([^@]+)@(\d{1,9})$/.exec(given) ?? [];
  if (id === undefined || existsSync(given)) return { document: (await loadDocument(given)).document };
  return { published: { id, version: Number(version) } };
}
