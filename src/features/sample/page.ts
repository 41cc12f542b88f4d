/**
 * Rows on their way to a file, already encoded: strings put together for ten million rows
 * cost several times as much.
 */
export interface Page {
  readonly bytes: Buffer;
  length: number;
  rows: number;
}

const FULL = 1_000_000;
const LONGEST_ROW = 2000;

export function emptyPage(): Page {
  return { bytes: Buffer.alloc(FULL + LONGEST_ROW), length: 0, rows: 0 };
}

/** Ends a row of CSV; true when the page should be written and cleared before the next. */
export function endRow(page: Page): boolean {
  putByte(page, 13);
  putByte(page, 10);
  page.rows += 1;
  return page.length >= FULL;
}

export function clearPage(page: Page): void {
  page.length = 0;
  page.rows = 0;
}

export function putComma(page: Page): void {
  putByte(page, 44);
}

/** For text that is different in every row; what comes again and again is better encoded once. */
export function putText(page: Page, text: string): void {
  page.length += page.bytes.write(text, page.length);
}

export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function putEncoded(page: Page, text: Uint8Array): void {
  const { bytes, length } = page;
  for (let index = 0; index < text.length; index += 1) bytes[length + index] = text[index] ?? 0;
  page.length = length + text.length;
}

/** A whole number below 2³¹ of at most so many digits, with zeros in front. */
export function putDigits(page: Page, number: number, width: number): void {
  let rest = number | 0;
  for (let at = page.length + width - 1; at >= page.length; at -= 1) {
    const tens = (rest / 10) | 0;
    page.bytes[at] = 48 + rest - tens * 10;
    rest = tens;
  }
  page.length += width;
}

/** `HH:MM:SS` of a second of the day. */
export function putClock(page: Page, second: number): void {
  const minute = (second / 60) | 0;
  const hour = (minute / 60) | 0;
  putDigits(page, hour, 2);
  putByte(page, 58);
  putDigits(page, minute - hour * 60, 2);
  putByte(page, 58);
  putDigits(page, second - minute * 60, 2);
}

/** Money in yuan, `12345.60`, from fen. */
export function putYuan(page: Page, fen: number): void {
  const yuan = Math.floor(fen / 100);
  let width = 1;
  for (let bound = 10; yuan >= bound; bound *= 10) width += 1;
  putDigits(page, yuan, width);
  putByte(page, 46);
  putDigits(page, fen - yuan * 100, 2);
}

function putByte(page: Page, byte: number): void {
  page.bytes[page.length] = byte;
  page.length += 1;
}
