import { crc32, createInflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  /** Unpacked size as the directory declares it. */
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const FULL = 0xffffffff;
const ZIP64_FIELD = 1;

/** The entries of a ZIP archive after its central directory. Throws a RangeError when that is damaged. */
export function readZipDirectory(archive: Buffer): ZipEntry[] {
  const { count, offset } = readEnd(archive);
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let i = 0; i < count; i++) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new RangeError('no entry where the directory says');
    const nameLength = archive.readUInt16LE(at + 28);
    const extraLength = archive.readUInt16LE(at + 30);
    const nameEnd = at + 46 + nameLength;
    const [size, packed, start] = fullSizes(archive.subarray(nameEnd, nameEnd + extraLength), [
      archive.readUInt32LE(at + 24),
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 42),
    ]);
    entries.push({
      name: archive.toString('utf8', at + 46, nameEnd),
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      packed,
      size,
      offset: start,
    });
    at = nameEnd + extraLength + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function readEnd(archive: Buffer): { count: number; offset: number } {
  const at = archive.lastIndexOf('PK\x05\x06');
  if (at === -1 || archive.readUInt32LE(at) !== END) throw new RangeError('no end of directory');
  const count = archive.readUInt16LE(at + 10);
  const offset = archive.readUInt32LE(at + 16);
  if (count !== 0xffff && offset !== FULL) return { count, offset };
  const end64 = Number(archive.readBigUInt64LE(at - 20 + 8));
  if (archive.readUInt32LE(end64) !== END64) throw new RangeError('no ZIP64 end of directory');
  return {
    count: Number(archive.readBigUInt64LE(end64 + 32)),
    offset: Number(archive.readBigUInt64LE(end64 + 48)),
  };
}

/** ZIP64: a number that does not fit its 4 bytes stands in an extra field, in this order. */
function fullSizes(extra: Buffer, sizes: [number, number, number]): [number, number, number] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== ZIP64_FIELD)
    at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  const full = (size: number) => {
    if (size !== FULL) return size;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  };
  return [full(sizes[0]), full(sizes[1]), full(sizes[2])];
}

/** An entry's content in chunks. Throws when it is not as long, or not the same, as the directory declares. */
export async function* unpack(archive: Buffer, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (archive.readUInt32LE(entry.offset) !== LOCAL) throw new RangeError('no entry at its offset');
  const start =
    entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > archive.length) throw new RangeError('entry cut off');
  const packed = archive.subarray(start, start + entry.packed);
  let size = 0;
  let crc = 0;
  for await (const chunk of entry.method === 0 ? [packed] : inflate(packed)) {
    size += chunk.length;
    crc = crc32(chunk, crc);
    if (size > entry.size) break;
    yield chunk;
  }
  if (size !== entry.size || crc !== entry.crc) throw new RangeError('entry is not what it should be');
}

function inflate(packed: Buffer): AsyncIterable<Buffer> {
  const stream = createInflateRaw({ chunkSize: 1 << 18 });
  stream.end(packed);
  return stream;
}
