import { readFile } from 'node:fs/promises';
import { text } from '../../domain/text.ts';
import { checkArchive } from './check-archive.ts';
import { refuseFile } from './file-refusals.ts';
import type { Source } from './source.ts';

export interface Workbook {
  readonly archive: Buffer;
  /** Bytes of all parts once unpacked. */
  readonly unpacked: number;
  readonly date1904: boolean;
  /** Without chart sheets. */
  readonly sheets: readonly WorkbookSheet[];
}

export interface WorkbookSheet {
  readonly name: string;
  /** Place in the workbook, from 0, chart sheets counted. */
  readonly index: number;
  readonly hidden: boolean;
}

const LARGEST_FILE = 2 ** 30;

/** Opens a workbook: checks its archive and lists its sheets. */
export async function openWorkbook(source: Source): Promise<Workbook> {
  if (source.bytes > LARGEST_FILE) {
    const size = `${Math.round(source.bytes / 1e6)} MB`;
    refuseFile('xlsx-too-large', source.file, text(size, size));
  }
  const archive = await readFile(source.file);
  const { unpacked, workbook, relations } = await checkArchive(source, archive);
  const worksheets = new Set(
    elements(relations, 'Relationship')
      .filter((relation) => attribute(relation, 'Type').endsWith('/worksheet'))
      .map((relation) => attribute(relation, 'Id')),
  );
  const sheets = elements(workbook, 'sheet').map((sheet, index) => ({
    name: attribute(sheet, 'name'),
    index,
    hidden: /hidden/i.test(attribute(sheet, 'state')),
    part: attribute(sheet, '\\w+:id'),
  }));
  return {
    archive,
    unpacked,
    date1904: elements(workbook, 'workbookPr').some((it) => /^(1|true)$/.test(attribute(it, 'date1904'))),
    sheets: sheets.filter(({ part }) => worksheets.has(part)),
  };
}

/** The attribute texts of all elements of a name, whatever their namespace prefix. */
function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g'))].map((match) => match[1] ?? '');
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return (match?.[1] ?? match?.[2] ?? '').replace(/&(#x[\da-f]{1,5}|#\d{1,6}|\w+);/gi, decodeEntity);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntity(whole: string, entity: string): string {
  if (entity.startsWith('#')) return String.fromCodePoint(Number(`0${entity.slice(1).toLowerCase()}`));
  return ENTITIES[entity] ?? whole;
}
