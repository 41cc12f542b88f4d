import { type Text, text } from '../../domain/text.ts';

/** What the first bytes say a file is, whatever its name says. */
export type FileKind = 'text' | 'zip' | 'parquet' | 'old-office' | 'web-page' | { readonly foreign: Text };

const KINDS: readonly (readonly [string, FileKind])[] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['\xd0\xcf\x11\xe0', 'old-office'],
  ['%PDF', { foreign: text('PDF 文件', 'a PDF') }],
  ['\x89PNG', { foreign: text('图片', 'a picture') }],
  ['\xff\xd8\xff', { foreign: text('图片', 'a picture') }],
  ['GIF8', { foreign: text('图片', 'a picture') }],
  ['RIFF', { foreign: text('图片或音视频', 'a picture, sound or film') }],
  ['\x1f\x8b', { foreign: text('压缩包（请先解压）', 'a compressed file (unpack it first)') }],
  ['Rar!', { foreign: text('压缩包（请先解压）', 'a compressed file (unpack it first)') }],
  ['7z\xbc\xaf', { foreign: text('压缩包（请先解压）', 'a compressed file (unpack it first)') }],
  ['\x28\xb5\x2f\xfd', { foreign: text('压缩包（请先解压）', 'a compressed file (unpack it first)') }],
  ['PAR1', 'parquet'],
  ['PARE', { foreign: text('加密的 Parquet 文件', 'an encrypted Parquet file') }],
  ['SQLite format 3', { foreign: text('数据库文件', 'a database file') }],
];

const MARKUP = /^\s*<(!doctype|html|head|meta|table|\?xml)\b/i;

export function fileKind(head: Buffer): FileKind {
  const start = head.toString('latin1', 0, 512);
  const kind = KINDS.find(([magic]) => start.startsWith(magic))?.[1];
  if (kind !== undefined) return kind;
  return MARKUP.test(start.replace(/^\xef\xbb\xbf/, '').replaceAll('\0', '')) ? 'web-page' : 'text';
}

/** Whether bytes that carry no known mark are no text either: many control bytes among them. */
export function looksBinary(bytes: Buffer): boolean {
  let controls = 0;
  for (const byte of bytes) if (byte < 0x20 && !isTextControl(byte)) controls++;
  return controls * 50 > bytes.length;
}

/** Tab to carriage return, the old end-of-file mark, escape (ISO-2022). */
function isTextControl(byte: number): boolean {
  return (byte >= 9 && byte <= 13) || byte === 0x1a || byte === 0x1b;
}
