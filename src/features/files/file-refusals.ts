import { refuse } from '../../domain/problem.ts';
import { type Text, text } from '../../domain/text.ts';

export type FileRefusal =
  | 'file-not-found'
  | 'file-is-folder'
  | 'file-unreadable'
  | 'file-empty'
  | 'file-no-rows'
  | 'file-too-wide'
  | 'file-binary'
  | 'file-old-xls'
  | 'file-web-page'
  | 'file-broken'
  | 'file-encoding'
  | 'file-not-so-encoded'
  | 'xlsx-damaged'
  | 'xlsx-too-large'
  | 'xlsx-no-sheet'
  | 'quote-open'
  | 'json-no-rows'
  | 'json-list-broken'
  | 'nested-list'
  | 'parquet-damaged'
  | 'parquet-too-large';

const MESSAGES: Record<FileRefusal, (detail: Text) => Text> = {
  'file-not-found': () =>
    text(
      '找不到这个文件。请检查路径和文件名（包括扩展名）。',
      'There is no such file. Check the path and the name, including its ending.',
    ),
  'file-is-folder': () =>
    text(
      '这是一个文件夹。请给出其中的一个文件。',
      'This is a folder. Give one of the files inside it instead.',
    ),
  'file-unreadable': ({ zh, en }) =>
    text(
      `文件打不开（${zh}）。请检查读取权限，并关闭正在占用它的程序。`,
      `The file cannot be opened (${en}). Check that you may read it and that no other program holds it.`,
    ),
  'file-empty': () =>
    text(
      '文件是空的，没有任何内容。请重新导出，并确认导出时选对了时间范围。',
      'The file is empty. Export it again, and check that the export covers the right period.',
    ),
  'file-no-rows': () =>
    text(
      '文件只有表头，没有数据行。请重新导出，并确认导出时选对了时间范围。',
      'The file has a header but no rows. Export it again, and check that the export covers the right period.',
    ),
  'file-too-wide': ({ zh, en }) =>
    text(
      `文件超过 ${zh} 列，不像是表格。请检查分隔符，或只导出需要的列。`,
      `The file has more than ${en} columns, which is no table of orders or customers. Check what separates its cells, or export fewer columns.`,
    ),
  'file-binary': ({ zh, en }) =>
    text(
      `这不是表格文件，看起来是${zh}。请提供 CSV、.xlsx、JSON 或 Parquet 文件。`,
      `This is not a table: it looks like ${en}. Give a CSV, .xlsx, JSON or Parquet file.`,
    ),
  'file-old-xls': () =>
    text(
      '这是旧版 .xls 或带密码的工作簿，无法读取。请用 Excel 或 WPS 打开，另存为不带密码的 .xlsx 或 CSV。',
      'This is an old .xls or a password-protected workbook. Open it in Excel or WPS and save it as .xlsx or CSV without a password.',
    ),
  'file-web-page': () =>
    text(
      '这个文件的内容是网页（HTML/XML），不是表格。请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV。',
      'The file holds a web page (HTML/XML), not a table. Open it in Excel or WPS and save it as .xlsx or CSV.',
    ),
  'file-broken': () =>
    text(
      '文件有超过一百万行无法按列拆分，不像是表格。请确认文件没有损坏，并用 Excel 或 WPS 另存为 .xlsx 或 CSV。',
      'More than a million rows cannot be split into columns: this is no table. Check that the file is whole, and save it as .xlsx or CSV from Excel or WPS.',
    ),
  'file-encoding': ({ zh, en }) =>
    text(
      `认不出文件的文字编码${zh}。请用 Excel 或 WPS 打开，另存为“CSV UTF-8”或 .xlsx。`,
      `The text encoding cannot be told${en}. Open it in Excel or WPS and save it as "CSV UTF-8" or .xlsx.`,
    ),
  'file-not-so-encoded': ({ zh, en }) =>
    text(
      `文件不是 ${zh} 编码的。请换一种编码，或不指定，由程序识别。`,
      `The file is not written in ${en}. Choose another encoding, or none, and it will be guessed.`,
    ),
  'xlsx-damaged': () =>
    text(
      '工作簿已损坏或不完整。请重新下载或导出；如果 Excel 能打开，另存为新的 .xlsx 再试。',
      'The workbook is damaged or incomplete. Download or export it again; if Excel can open it, save it as a new .xlsx.',
    ),
  'xlsx-too-large': ({ zh, en }) =>
    text(
      `工作簿解压后太大（${zh}）。请另存为 CSV，或拆成几个文件。`,
      `The workbook is too large once unpacked (${en}). Save it as CSV, or split it into several files.`,
    ),
  'xlsx-no-sheet': ({ zh, en }) =>
    text(
      `工作簿里没有这个工作表。现有的工作表：${zh}。`,
      `The workbook has no such sheet. Its sheets are: ${en}.`,
    ),
  'quote-open': ({ zh, en }) =>
    text(
      `第 ${zh} 行的双引号一直没有结束，把后面的内容都包了进去。请在这一行补上或删除引号，或另存为 .xlsx。`,
      `A double quote opened on line ${en} is never closed and swallows the rest of the file. Close or remove it there, or save the file as .xlsx.`,
    ),
  'json-no-rows': () =>
    text(
      '这个 JSON 文件不是一行行的数据。请用一个对象数组 [{…}, {…}]，或每行一个完整的对象（JSON Lines）。',
      'This JSON holds no rows. Give a list of objects, [{…}, {…}], or one whole object a line (JSON lines).',
    ),
  'json-list-broken': ({ zh, en }) =>
    text(
      `JSON 数组在第 ${zh} 项处断了或写错了，后面的读不出来。请重新导出。`,
      `The JSON list is broken or cut off at element ${en}, so what follows cannot be read. Export it again.`,
    ),
  'nested-list': ({ zh, en }) =>
    text(
      `列 ${zh} 里是一组对象（例如一张订单的多件商品）。请改成每件一行、订单号相同的几行，或去掉这一列。`,
      `The column ${en} holds lists of objects, such as the items of an order. Write a row for each of them, with the same order id, or take the column out.`,
    ),
  'parquet-damaged': () =>
    text(
      'Parquet 文件已损坏、不完整或带密码，读不出来。请重新导出，或改为 CSV。',
      'The Parquet file is damaged, incomplete or encrypted. Export it again, or as CSV.',
    ),
  'parquet-too-large': ({ zh, en }) =>
    text(
      `Parquet 文件展开后太大（超过 ${zh}）。请拆成几个文件。`,
      `The Parquet file is too large once unpacked (over ${en}). Split it into several files.`,
    ),
};

/** Throws the refusal of a file, in both languages; `detail` fills the message's gap. */
export function refuseFile(code: FileRefusal, file: string, detail: Text = text('', '')): never {
  const { zh, en } = MESSAGES[code](detail);
  refuse(code, file, zh, en);
}
