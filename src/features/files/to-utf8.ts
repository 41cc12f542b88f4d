import type { ChosenEncoding } from '../../domain/encodings.ts';
import { text } from '../../domain/text.ts';
import { looksBinary } from './file-kind.ts';
import { refuseFile } from './file-refusals.ts';
import {
  type Encoding,
  guessEncodings,
  markedEncoding,
  nearlyUtf8,
  unmarkedUtf16,
} from './guess-encoding.ts';
import { firstNonUtf8 } from './scan-utf8.ts';
import type { Scratch } from './scratch.ts';
import { readChunks, readSlice, type Source } from './source.ts';

export interface Utf8Text {
  readonly path: string;
  readonly encoding: Encoding;
}

const SAMPLE_BYTES = 1 << 17;

/**
 * The file as UTF-8 text: itself when it already is (one scan, no copy), else a converted copy.
 * Order: what was `chosen`, byte-order mark, UTF-16 by its zero bytes, UTF-8, GB18030, chardet's guess.
 */
export async function toUtf8(
  source: Source,
  head: Buffer,
  scratch: Scratch,
  chosen?: ChosenEncoding,
): Promise<Utf8Text> {
  if (chosen !== undefined && chosen !== 'utf-8') {
    if (!chosen.startsWith('utf-16') && looksBinary(head)) refuseBinary(source);
    return (
      (await transcode(source, chosen, scratch)) ??
      refuseFile('file-not-so-encoded', source.file, text(chosen, chosen))
    );
  }
  const mark = markedEncoding(head);
  const utf16 = mark === 'utf-8-bom' || chosen !== undefined ? undefined : (mark ?? unmarkedUtf16(head));
  if (utf16 !== undefined) return (await transcode(source, utf16, scratch)) ?? refuseEncoding(source);
  if (looksBinary(head)) refuseBinary(source);

  const bad = await firstNonUtf8(source);
  if (bad === undefined) return { path: source.file, encoding: mark ?? 'utf-8' };
  const sample = await sampleAround(source, bad);
  if (sample.includes(0) || looksBinary(sample)) refuseBinary(source);
  if (mark === 'utf-8-bom' || chosen !== undefined || nearlyUtf8(sample)) await refuseDamage(source, bad);
  for (const encoding of guessEncodings(sample)) {
    const copy = await transcode(source, encoding, scratch);
    if (copy !== undefined) return copy;
  }
  return refuseEncoding(source);
}

/** Whole lines around an offset, so that no character of two bytes is met in its middle. */
async function sampleAround(source: Source, offset: number): Promise<Buffer> {
  const start = Math.max(0, offset - (SAMPLE_BYTES >> 1));
  const sample = await readSlice(source.file, start, SAMPLE_BYTES);
  const lineStart = start === 0 ? 0 : sample.indexOf('\n') + 1;
  return sample.subarray(lineStart);
}

async function transcode(
  source: Source,
  encoding: Encoding,
  scratch: Scratch,
): Promise<Utf8Text | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes?: Buffer) => {
    const decoded = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    if (decoded.includes('\0')) refuseBinary(source);
    return decoded;
  };
  try {
    const path = await scratch.write(async (write) => {
      for await (const chunk of readChunks(source)) await write(decode(chunk));
      await write(decode());
    });
    return { path, encoding };
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return undefined;
    }
    throw error;
  }
}

function refuseBinary(source: Source): never {
  refuseFile('file-binary', source.file, text('二进制文件', 'a binary file'));
}

function refuseEncoding(source: Source): never {
  refuseFile('file-encoding', source.file);
}

async function refuseDamage(source: Source, offset: number): Promise<never> {
  let line = 1;
  let left = offset;
  for await (const chunk of readChunks(source)) {
    for (let at = chunk.indexOf(10); at !== -1 && at < left; at = chunk.indexOf(10, at + 1)) line++;
    left -= chunk.length;
    if (left <= 0) break;
  }
  refuseFile(
    'file-encoding',
    source.file,
    text(`：第 ${line} 行有损坏的 UTF-8 字节`, `: line ${line} has a damaged UTF-8 character`),
  );
}
