const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Style 1 is the header's; this is that of texts, and those of the columns follow. */
export const TEXT_STYLE = 2;
/** The first number of formats that are not built in. */
const FIRST_FORMAT = 164;
const [GENERAL, TEXT] = [0, 49];

const dayFormats: Readonly<Record<string, string>> = { date: 'yyyy-mm-dd', moment: 'yyyy-mm-dd hh:mm:ss' };

/** The styles of a sheet: the header's, that of texts, one for each column's numbers or days. */
export function stylesXml(
  columns: readonly { readonly type: string; readonly format?: string | undefined }[],
): string {
  const written = columns.map(({ type, format }) => format ?? dayFormats[type] ?? null);
  const formats = [...new Set(written)].filter((format) => format !== null);
  const number = (format: string | null): number =>
    format === null ? GENERAL : FIRST_FORMAT + formats.indexOf(format);
  const own = formats.map((format) => `<numFmt numFmtId="${number(format)}" formatCode="${format}"/>`);
  const style = (format: number, font = 0): string =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
  const styles = [style(GENERAL), style(TEXT, 1), style(TEXT), ...written.map((one) => style(number(one)))];
  const font = (bold: string): string => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;
  return `${HEAD}<styleSheet xmlns="${MAIN}">${own.length > 0 ? `<numFmts count="${own.length}">${own.join('')}</numFmts>` : ''}<fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function sheetName(index: number): string {
  return index === 0 ? 'Tierbook' : `Tierbook_${index + 1}`;
}

/** The workbook of sheets with those ranges of filtered cells, such as `A1:D20`. */
export function workbookXml(ranges: readonly string[]): string {
  const sheets = ranges.map(
    (_, at) => `<sheet name="${sheetName(at)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const filters = ranges.map((range, at) => {
    const fixed = range.replace(/[A-Z]+|\d+/g, '$$$&');
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${sheetName(at)}!${fixed}</definedName>`;
  });
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${sheets.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

/** The parts that tell where the workbook and its sheets are. */
export function sheetRelations(sheets: number): (readonly [name: string, content: string])[] {
  const relation = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${DOCUMENT}/${kind}" Target="${target}"/>`;
  const all = (relations: readonly string[]): string =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`;
  const own = Array.from({ length: sheets }, (_, at) =>
    relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`),
  );
  return [
    ['xl/_rels/workbook.xml.rels', all([...own, relation(sheets + 1, 'styles', 'styles.xml')])],
    ['_rels/.rels', all([relation(1, 'officeDocument', 'xl/workbook.xml')])],
  ];
}

/** What each part of the archive is. */
export function typesXml(sheets: number): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}" ContentType="${SHEET}.${type}+xml"/>`;
  const own = Array.from({ length: sheets }, (_, at) => part(`worksheets/sheet${at + 1}.xml`, 'worksheet'));
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook.xml', 'sheet.main')}${own.join('')}${part('styles.xml', 'styles')}</Types>`;
}
