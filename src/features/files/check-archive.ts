import { text } from '../../domain/text.ts';
import { refuseFile } from './file-refusals.ts';
import type { Source } from './source.ts';
import { readZipDirectory, unpack, type ZipEntry } from './zip-directory.ts';

export interface CheckedArchive {
  /** Bytes of all parts once unpacked. */
  readonly unpacked: number;
  /** The text of workbook.xml and of the part that tells where its sheets are. */
  readonly workbook: string;
  readonly relations: string;
}

const WORKBOOK = /(^|\/)workbook\d*\.xml$/;
const RELATIONS = /(^|\/)_rels\/workbook\d*\.xml\.rels$/;
const SHARED_STRINGS = /(^|\/)sharedStrings\.xml$/i;

const LARGEST_ARCHIVE = 2 ** 31;
/** hucre reads shared strings as one string, and V8 has none longer than this. */
const LARGEST_STRINGS = 500_000_000;

/** Looks a workbook's archive through before anything is parsed: kind, sizes, then every part's checksum. */
export async function checkArchive(source: Source, archive: Buffer): Promise<CheckedArchive> {
  const entries = readEntries(source, archive);
  refuseForeign(source, entries);
  const unpacked = refuseBomb(source, entries, archive.length);
  const wanted = { workbook: '', relations: '' };
  try {
    // hucre reads sheets without looking at their checksums.
    for (const entry of entries) {
      const part = RELATIONS.test(entry.name)
        ? 'relations'
        : WORKBOOK.test(entry.name)
          ? 'workbook'
          : undefined;
      for await (const chunk of unpack(archive, entry)) {
        source.signal?.throwIfAborted();
        if (part !== undefined) wanted[part] += chunk.toString('utf8');
      }
    }
  } catch {
    source.signal?.throwIfAborted();
    refuseFile('xlsx-damaged', source.file);
  }
  return { ...wanted, unpacked };
}

function readEntries(source: Source, archive: Buffer): ZipEntry[] {
  try {
    return readZipDirectory(archive);
  } catch {
    refuseFile('xlsx-damaged', source.file);
  }
}

function refuseForeign(source: Source, entries: readonly ZipEntry[]): void {
  const has = (name: RegExp) => entries.some((entry) => name.test(entry.name));
  if (has(WORKBOOK)) return;
  let kind = text('压缩包（请先解压）', 'a ZIP archive (unpack it first)');
  if (has(/(^|\/)workbook\.bin$/)) kind = text('二进制工作簿（.xlsb）', 'a binary workbook (.xlsb)');
  if (has(/^content\.xml$/)) kind = text('OpenDocument 文件（.ods）', 'an OpenDocument file (.ods)');
  refuseFile('file-binary', source.file, kind);
}

function refuseBomb(source: Source, entries: readonly ZipEntry[], packed: number): number {
  const unpacked = entries.reduce((total, { size }) => total + size, 0);
  const strings = entries.find(({ name }) => SHARED_STRINGS.test(name))?.size ?? 0;
  const bomb = unpacked > 50_000_000 && unpacked > packed * 200;
  if (unpacked > LARGEST_ARCHIVE || strings > LARGEST_STRINGS || bomb) {
    const size = `${Math.round(unpacked / 1e6)} MB`;
    refuseFile('xlsx-too-large', source.file, text(size, size));
  }
  if (entries.length > 10_000) {
    const parts = entries.length;
    refuseFile('xlsx-too-large', source.file, text(`${parts} 个部件`, `${parts} parts`));
  }
  return unpacked;
}
