import { describe, expect, it } from 'vitest';
import { encodeText, writtenEncoding } from './encode-text.ts';

/** Every character there is and those of private use, some of which decoders do not know, but halves of surrogate pairs. */
function everything(): string {
  const blocks: string[] = [];
  for (let from = 1; from < 0x110000; from += 0x400) {
    const codes = Array.from({ length: 0x400 }, (_, index) => from + index);
    blocks.push(String.fromCodePoint(...codes.filter((c) => c < 0x110000 && (c < 0xd800 || c > 0xdfff))));
  }
  return blocks.join('');
}

/** Where two texts part; the whole of them would be too much to print. */
function firstDifference(read: string, text: string): string | null {
  if (read === text) return null;
  for (let at = 0; at <= text.length; at++) {
    if (read[at] !== text[at])
      return `${at}: ${text.codePointAt(at)?.toString(16)} ${read.codePointAt(at)?.toString(16)}`;
  }
  return 'one is longer';
}

describe('writing text', () => {
  it.each(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'gb18030'] as const)(
    'in %s gives what reads as the same again',
    (encoding) => {
      const text = everything().replace(/[\ufeff\ue000-\uf8ff]/g, '');
      const name = encoding === 'utf-8-bom' ? 'utf-8' : encoding;
      const read = new TextDecoder(name, { fatal: true }).decode(encodeText(text, encoding, true));
      const wrong = firstDifference(read, text);
      expect(wrong).toBeNull();
    },
  );

  it('is in UTF-8 with a mark where the encoding cannot be written', () => {
    expect([writtenEncoding('big5'), writtenEncoding('xlsx'), writtenEncoding('gb18030')]).toEqual([
      'utf-8-bom',
      'utf-8-bom',
      'gb18030',
    ]);
    expect(encodeText('一', 'utf-8-bom', false)).toEqual(Buffer.from('一'));
  });
});
