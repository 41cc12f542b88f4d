/** Text in encodings that TextEncoder does not write, each made by turning TextDecoder round. */
const pairs = new Map<string, Map<string, number[]>>();

/** Encodes text whose characters take one or two bytes in the encoding. */
export function encodePairs(encoding: 'gb18030' | 'big5', text: string): Buffer {
  const table = pairs.get(encoding) ?? pairTable(encoding);
  pairs.set(encoding, table);
  return Buffer.from(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      const bytes = code < 0x80 ? [code] : table.get(character);
      if (bytes === undefined) throw new RangeError(`${character} is not in ${encoding}`);
      return bytes;
    }),
  );
}

function pairTable(encoding: string): Map<string, number[]> {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const decoded = decoder.decode(Uint8Array.of(lead, second));
      if (decoded.length === 1 && decoded !== '\ufffd') table.set(decoded, [lead, second]);
    }
  }
  return table;
}

export function encodeUtf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** A text that holds Chinese in every cell, as ISO-8859-1 could not. */
export function encodeAll(text: string): Record<string, Buffer> {
  return {
    'utf-8': Buffer.from(text),
    'utf-8-bom': Buffer.from(`\ufeff${text}`),
    gb18030: encodePairs('gb18030', text),
    'utf-16le': encodeUtf16(text, 'le', true),
    'utf-16be': encodeUtf16(text, 'be', true),
  };
}
