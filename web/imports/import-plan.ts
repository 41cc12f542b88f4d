import { ask } from '../api/client.ts';
import type { ImportKind, Preview, Upload } from '../api/contract.ts';

/** A file on the server and what it is to be read as. */
export interface PlannedFile {
  readonly upload: Upload;
  readonly kind: ImportKind;
  /** What the user settled: which column gives a field. */
  readonly map: Readonly<Record<string, string>>;
  /** Columns that the user does not want. */
  readonly leave: readonly string[];
}

/** One `POST /imports`. */
export interface PlannedImport {
  readonly uploads: readonly string[];
  readonly names: readonly string[];
  readonly kind: ImportKind;
  readonly map: Readonly<Record<string, string>>;
  readonly leave: readonly string[];
}

export async function upload(file: File): Promise<PlannedFile> {
  const sent = await ask<Upload>('POST', '/uploads', { query: { name: file.name }, body: file });
  return { upload: sent, kind: await guessKind(sent.id), map: {}, leave: [] };
}

export function preview(file: PlannedFile, signal: AbortSignal): Promise<Preview> {
  const { upload: sent, kind, map, leave } = file;
  return ask<Preview>('POST', '/imports/previews', {
    body: { uploads: [sent.id], kind, map, leave },
    signal,
  });
}

/** What has everything that orders need is orders. */
async function guessKind(id: string): Promise<ImportKind> {
  const read = await ask<Preview>('POST', '/imports/previews', { body: { uploads: [id], kind: 'orders' } });
  return read.files.every(({ missing }) => missing.length === 0) ? 'orders' : 'customers';
}

/**
 * Customers before orders. Files of one kind are read together, as an order may go on from one to the next,
 * unless the user settled columns differently for each.
 */
export function planImports(files: readonly PlannedFile[]): PlannedImport[] {
  const kinds: readonly ImportKind[] = ['customers', 'orders'];
  const groups = new Map<string, PlannedFile[]>();
  for (const kind of kinds) {
    for (const file of files.filter((one) => one.kind === kind)) {
      const key = `${kind} ${JSON.stringify([file.map, file.leave])}`;
      groups.set(key, [...(groups.get(key) ?? []), file]);
    }
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        uploads: group.map(({ upload: { id } }) => id),
        names: group.map(({ upload: { name } }) => name),
        kind: first.kind,
        map: first.map,
        leave: first.leave,
      },
    ];
  });
}
