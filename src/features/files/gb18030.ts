/** The bytes of every character of the basic plane, as one number; 0 where none are read as it. */
let table: Uint32Array | undefined;

const REPLACEMENT = 0xfffd;
const LINE = 0x0a;
const [FIRST_LEAD, LAST_LEAD, FIRST_TRAIL, LAST_TRAIL] = [0x81, 0xfe, 0x40, 0xfe];
const BASIC_LEADS = 4;

/**
 * A text in GB18030: exactly the bytes that decoders (and so the importer) read as it, two or four a character. Half a surrogate pair, and 19
 * characters for private use that decoders no longer tell apart, become U+FFFD.
 */
export function encodeGb18030(text: string): Buffer {
  table ??= makeTable();
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[at++] = unit;
      continue;
    }
    const point = text.codePointAt(index) ?? unit;
    if (point > 0xffff) index++;
    const code =
      point > 0xffff ? fourBytes(point - 0x10000, 0x90) : table[point] || (table[REPLACEMENT] ?? 0);
    at = code > 0xffff ? bytes.writeUInt32BE(code, at) : bytes.writeUInt16BE(code, at);
  }
  return bytes.subarray(0, at);
}

/** The n-th of the sequences of four bytes that begin with a lead byte or those after it. */
function fourBytes(n: number, lead: number): number {
  const [last, rest] = [n % 10, Math.floor(n / 10)];
  const [third, more] = [rest % 126, Math.floor(rest / 126)];
  return (
    (lead + Math.floor(more / 10)) * 2 ** 24 +
    ((0x30 + (more % 10)) << 16) +
    ((0x81 + third) << 8) +
    0x30 +
    last
  );
}

/** Read from the decoder itself, so that what is written is read back. */
function makeTable(): Uint32Array {
  const codes = [
    ...pairs(),
    ...Array.from({ length: BASIC_LEADS * 12_600 }, (_, n) => fourBytes(n, FIRST_LEAD)),
  ];
  const bytes = Buffer.alloc(codes.length * 5);
  let at = 0;
  for (const code of codes) {
    at = code > 0xffff ? bytes.writeUInt32BE(code, at) : bytes.writeUInt16BE(code, at);
    at = bytes.writeUInt8(LINE, at);
  }
  // No sequence goes on with a line end: each line is one character, or wrong.
  const lines = new TextDecoder('gb18030').decode(bytes.subarray(0, at)).split('\n');
  const made = new Uint32Array(0x10000);
  for (const [index, code] of codes.entries()) {
    const read = lines[index] ?? '';
    const unit = read.charCodeAt(0);
    const isRight = read.length === 1 && (unit !== REPLACEMENT || code === REPLACEMENT_CODE);
    if (isRight && made[unit] === 0) made[unit] = code;
  }
  return made;
}

const REPLACEMENT_CODE = 0x8431a437;

function* pairs(): Generator<number> {
  for (let lead = FIRST_LEAD; lead <= LAST_LEAD; lead++) {
    for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++) if (trail !== 0x7f) yield lead * 256 + trail;
  }
}
