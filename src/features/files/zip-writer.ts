import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

/** A file on its way into an archive. */
export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

type WriteBytes = (bytes: Uint8Array) => Promise<void>;

const LARGEST = 0xffffffff;
/** Names are UTF-8, and sizes stand behind the content: they are not known before. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** 1980-01-01: the same content gives the same archive. */
const DAY = 0x0021;

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Writes a ZIP archive part by part, holding none of them. Throws a RangeError beyond 4 GB. */
export async function writeZip(parts: AsyncIterable<ZipPart>, write: WriteBytes): Promise<void> {
  let offset = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    offset += bytes.length;
    if (offset > LARGEST) throw new RangeError('a ZIP archive over 4 GB');
    await write(bytes);
  };
  const written: Written[] = [];
  for await (const { name, content } of parts) {
    const entry = { name: Buffer.from(name), offset };
    await put(
      Buffer.concat([header(0x04034b50, [VERSION, FLAGS, DEFLATED, 0, DAY], zeros, entry.name), entry.name]),
    );
    const sizes = await deflate(content, put);
    await put(numbers([0x08074b50, sizes.crc, sizes.packed, sizes.size]));
    written.push({ ...entry, ...sizes });
  }
  const start = offset;
  for (const entry of written) await put(directoryEntry(entry));
  const [count, length] = [written.length, offset - start];
  await put(
    Buffer.concat([
      numbers([0x06054b50]),
      shorts([0, 0, count, count]),
      numbers([length, start]),
      shorts([0]),
    ]),
  );
}

type Sizes = Pick<Written, 'crc' | 'packed' | 'size'>;
const zeros: Sizes = { crc: 0, packed: 0, size: 0 };

async function deflate(content: ZipPart['content'], put: WriteBytes): Promise<Sizes> {
  const [stream, sizes] = [createDeflateRaw({ chunkSize: 1 << 16 }), { ...zeros }];
  const fed = feed(content, stream, (bytes) => {
    sizes.crc = crc32(bytes, sizes.crc);
    sizes.size += bytes.length;
    if (sizes.size > LARGEST) throw new RangeError('a part over 4 GB');
  });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sizes.packed += chunk.length;
      await put(chunk);
    }
  } finally {
    // When nothing more can be written, the content is not to be made either.
    stream.destroy();
    await fed;
  }
  return sizes;
}

/** Gives the content to the stream as fast as it takes it; what goes wrong comes out at its other end. */
async function feed(
  content: ZipPart['content'],
  stream: DeflateRaw,
  count: (bytes: Buffer) => void,
): Promise<void> {
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  try {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      count(bytes);
      if (stream.destroyed) return;
      if (!stream.write(bytes)) await Promise.race([drained(stream), closed]);
    }
    stream.end();
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

async function drained(stream: DeflateRaw): Promise<void> {
  await new Promise<void>((resolve) => stream.once('drain', resolve));
}

function directoryEntry(entry: Written): Buffer {
  const start = header(0x02014b50, [VERSION, VERSION, FLAGS, DEFLATED, 0, DAY], entry, entry.name);
  return Buffer.concat([start, shorts([0, 0, 0, 0, 0]), numbers([entry.offset]), entry.name]);
}

function header(mark: number, words: readonly number[], { crc, packed, size }: Sizes, name: Buffer): Buffer {
  return Buffer.concat([
    numbers([mark]),
    shorts(words),
    numbers([crc, packed, size]),
    shorts([name.length, 0]),
  ]);
}

function shorts(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
