import { analyse } from 'chardet';
import type { ChosenEncoding } from '../../domain/encodings.ts';

export type UnmarkedEncoding = Exclude<ChosenEncoding, 'utf-8' | 'utf-16le' | 'utf-16be'>;

/** How a file's text was written; all but `utf-8-bom`, `xlsx` and `parquet` are TextDecoder's names. */
export type Encoding =
  | 'utf-8'
  | 'utf-8-bom'
  | 'utf-16le'
  | 'utf-16be'
  | 'xlsx'
  | 'parquet'
  | UnmarkedEncoding;

const NAMED_BY_CHARDET: Readonly<Record<string, UnmarkedEncoding>> = {
  GB18030: 'gb18030',
  Big5: 'big5',
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-2': 'windows-1250',
  'ISO-8859-9': 'windows-1254',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'windows-1252': 'windows-1252',
  'windows-1254': 'windows-1254',
  'KOI8-R': 'koi8-r',
};

/** The encoding a byte-order mark announces. */
export function markedEncoding(head: Buffer): 'utf-8-bom' | 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8-bom';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * UTF-16 without a mark: the zero bytes of its digits and separators stand on one side (not all of
 * them: U+4E00, 一, ends in one too), and its line ends are whole characters.
 */
export function unmarkedUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  let lineBytes = 0;
  for (const [at, byte] of head.entries()) {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    if (byte === 10 || byte === 13) lineBytes++;
  }
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) * 50 < head.length || Math.min(even, odd) * 4 > Math.max(even, odd))
    return undefined;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const decoded = new TextDecoder(encoding).decode(head, { stream: true });
  const lineEnds = decoded.split(/[\r\n]/).length - 1;
  const sound = lineEnds * 2 > lineBytes || lineBytes === 0;
  return sound && !/[^\P{Cc}\t\n\v\f\r]|\ufffd/u.test(decoded) ? encoding : undefined;
}

/**
 * Whether bytes that are not UTF-8 nearly are: one damaged place among sound characters, or nothing beyond ASCII but 0xFE and 0xFF,
 * which begin no character in UTF-8 nor GB18030 and hardly stand in any text.
 */
export function nearlyUtf8(sample: Buffer): boolean {
  if (sample.every((byte) => byte < 0x80 || byte >= 0xfe)) return true;
  const beyondAscii = new TextDecoder().decode(sample).replace(/\p{ASCII}/gu, '');
  const broken = beyondAscii.split('\ufffd').length - 1;
  return broken * 5 < beyondAscii.length;
}

/** The encodings worth trying on bytes that are not UTF-8, likeliest first. */
export function guessEncodings(sample: Buffer): UnmarkedEncoding[] {
  const guesses = analyse(sample).flatMap(({ name }) => NAMED_BY_CHARDET[name] ?? []);
  return [
    ...new Set(
      readsLikeGb(sample) ? ['gb18030' as const, ...guesses.slice(0, 1)] : [...guesses, 'gb18030' as const],
    ),
  ];
}

/**
 * Nearly any bytes decode as GB18030. Chinese text has most second bytes above 0xA0; Latin letters
 * with accents (an accent, then an ASCII letter) and Big5 have many below 0x80.
 */
function readsLikeGb(sample: Buffer): boolean {
  let pairs = 0;
  let low = 0;
  for (let i = 0; i + 1 < sample.length; i++) {
    if ((sample[i] ?? 0) <= 0x80) continue;
    const second = sample[++i] ?? 0;
    pairs++;
    if (second < 0x80 && second >= 0x40) low++;
  }
  return low * 4 <= pairs;
}
