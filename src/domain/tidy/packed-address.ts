/** What stands in a cell such as `张三，86-13800001234，浙江省 杭州市 …`, as shops export where parcels go. */
export interface PackedAddress {
  readonly name: string;
  /** As it is written; masked ones too. */
  readonly phone: string;
  readonly address: string;
}

const NAME = String.raw`[^\d，,;；\t]{1,40}`;
const MOBILE = String.raw`(?:\+?86[- ]?)?1\d{2}(?:\d{8}|[*＊]{4}\d{4})`;
const LANDLINE = String.raw`0\d{2,3}-?\d{7,8}`;
const SEPARATOR = String.raw`\s*[，,;；\t]\s*`;
const packed = new RegExp(
  `^\\s*(${NAME}?)${SEPARATOR}(${MOBILE}|${LANDLINE})${SEPARATOR}(\\S.*?)\\s*$`,
  'su',
);
/** Longer cells are no addresses. */
const LONGEST = 1000;

/** The parts of such a cell, or null of any other text. */
export function unpackAddress(cell: string): PackedAddress | null {
  if (cell.length > LONGEST) return null;
  const [, name, phone, address] = packed.exec(cell) ?? [];
  return name === undefined || phone === undefined || address === undefined ? null : { name, phone, address };
}
