import { isUtf8 } from 'node:buffer';
import { readChunks, type Source } from './source.ts';

/**
 * Reads the whole file once and returns the offset of the first byte that is not UTF-8 text
 * (a zero byte counts as such), or undefined when all of it is. Never copies the file's content.
 */
export async function firstNonUtf8(source: Source): Promise<number | undefined> {
  let carry = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of readChunks(source)) {
    let start = 0;
    if (carry.length > 0) {
      start = characterLength(carry[0] ?? 0) - carry.length;
      if (!isUtf8(Buffer.concat([carry, chunk.subarray(0, start)]))) return offset - carry.length;
    }
    const end = lastBorder(chunk);
    const whole = chunk.subarray(Math.min(start, end), end);
    if (!isUtf8(whole) || whole.includes(0)) return offset + start + firstBad(whole);
    carry = Buffer.from(chunk.subarray(end));
    offset += chunk.length;
  }
  return carry.length > 0 ? offset - carry.length : undefined;
}

function firstBad(bytes: Buffer): number {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const broken = decoded.search(/[\ufffd\0]/);
  return Buffer.byteLength(decoded.slice(0, Math.max(0, broken)));
}

/** Where the last whole character ends, so that a chunk is never judged in the middle of one. */
function lastBorder(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return characterLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function characterLength(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
