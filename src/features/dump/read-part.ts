import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readDay } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { Part, PartColumn, PartKind, PartRow } from './part.ts';

const BATCH = 1_000;
/** More are hardly read. */
const MOST_PROBLEMS = 100;

/** The rows of a file of JSON lines, a thousand at a time. Throws an InputError that names what is wrong by line and column. */
export async function* readPart(
  part: Part,
  { path, name }: { readonly path: string; readonly name: string },
): AsyncGenerator<readonly PartRow[]> {
  const columns = part.columns(null);
  const problems: Problem[] = [];
  let rows: PartRow[] = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    rows.push(readLine(line, columns, `${name}:${number}`, problems));
    if (problems.length >= MOST_PROBLEMS) break;
    if (rows.length < BATCH) continue;
    if (problems.length === 0) yield rows;
    rows = [];
  }
  if (problems.length > 0) throw new InputError(problems);
  yield rows;
}

function readLine(line: string, columns: readonly PartColumn[], place: string, problems: Problem[]): PartRow {
  const given = objectOf(line);
  if (given === null) {
    problems.push(
      problem(
        'no-record',
        place,
        '这一行不是 JSON 对象；文件应是 tierbook export all 写出的 .jsonl',
        'this line is no JSON object; the file should be a .jsonl that `tierbook export all` wrote',
      ),
    );
    return {};
  }
  return Object.fromEntries(
    columns.map(({ name, kind, needed, oneOf }) => {
      const value = given[name] ?? null;
      const cell = value === null ? null : String(value);
      const isFine = cell === null ? !needed : readers[kind](cell) && (oneOf?.includes(cell) ?? true);
      if (!isFine) problems.push(badCell(`${place} ${name}`, cell, oneOf));
      return [name, cell];
    }),
  );
}

/** Whether a cell is what its column holds. */
const readers: Readonly<Record<PartKind, (cell: string) => boolean>> = {
  text: () => true,
  whole: (cell) => /^-?\d{1,18}$/.test(cell),
  day: (cell) => readDay(cell) !== null,
  moment: (cell) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(cell) && !Number.isNaN(Date.parse(cell)),
  yes: (cell) => cell === 'true' || cell === 'false',
  json: (cell) => parsed(cell) !== undefined,
  words: (cell) => {
    const words = parsed(cell);
    if (typeof words !== 'object' || words === null) return false;
    return 'zh' in words && 'en' in words && typeof words.zh === 'string' && typeof words.en === 'string';
  },
};

function badCell(path: string, cell: string | null, oneOf: readonly string[] | undefined): Problem {
  if (cell === null) {
    return problem(
      'missing',
      path,
      '这里不能为空；请重新导出',
      'this cannot be empty; make the export again',
    );
  }
  const shown = cell.length > 60 ? `${cell.slice(0, 60)}…` : cell;
  const choices = oneOf === undefined ? '' : oneOf.join(', ');
  return problem(
    'bad-value',
    path,
    `“${shown}”不能用在这里${choices === '' ? '；请重新导出' : `。可选：${choices}`}`,
    `“${shown}” cannot stand here${choices === '' ? '; make the export again' : `. There are: ${choices}`}`,
  );
}

function objectOf(line: string): Readonly<Record<string, unknown>> | null {
  const value = parsed(line);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return undefined;
  }
}
