import { writeXlsx } from 'hucre/xlsx';

export type XlsxCell = string | number | boolean | Date | null;

/** A workbook with one sheet; dates are shown as dates. */
export async function xlsxFile(
  rows: readonly (readonly XlsxCell[])[],
  sheet = 'Sheet1',
): Promise<Uint8Array> {
  return await writeXlsx({ sheets: [{ name: sheet, rows: rows.map((row) => [...row]) }] });
}
