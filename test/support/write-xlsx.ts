import { writeXlsx } from 'hucre/xlsx';

export type XlsxCell = string | number | boolean | Date | null;

/** A workbook with one sheet, and a cover of words before it where one is named; dates are shown as dates. */
export async function xlsxFile(
  rows: readonly (readonly XlsxCell[])[],
  sheet = 'Sheet1',
  cover?: string,
): Promise<Uint8Array> {
  const words = [['如何使用'], ['每日导出一次']];
  const covers = cover === undefined ? [] : [{ name: cover, rows: words }];
  return await writeXlsx({ sheets: [...covers, { name: sheet, rows: rows.map((row) => [...row]) }] });
}
