import { encodeGb18030 } from './gb18030.ts';
import type { Encoding } from './guess-encoding.ts';

/** Encodings that text can be written in; in place of any other, UTF-8 with a byte-order mark is. */
export type WrittenEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';

export function writtenEncoding(encoding: Encoding): WrittenEncoding {
  switch (encoding) {
    case 'utf-8':
    case 'utf-16le':
    case 'utf-16be':
    case 'gb18030':
      return encoding;
    default:
      return 'utf-8-bom';
  }
}

/** The bytes of a text; `first` begins the file, which gets a byte-order mark where its encoding needs one. */
export function encodeText(text: string, encoding: WrittenEncoding, first: boolean): Buffer {
  if (encoding === 'gb18030') return encodeGb18030(text);
  const marked = first && encoding !== 'utf-8' ? `\ufeff${text}` : text;
  if (encoding === 'utf-16le') return Buffer.from(marked, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(marked, 'utf16le').swap16();
  return Buffer.from(marked, 'utf8');
}
