import { realpath } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import type { GradeRequest } from './report.ts';

const formats = ['.csv', '.xlsx', '.json'];

/** Refuses outputs in no format we write, and those that would replace a file that is read or the other output. */
export async function checkOutputs({ orders, customers, out, rejects }: GradeRequest): Promise<void> {
  if (out !== null && !formats.includes(extname(out).toLowerCase())) {
    refuse(
      'unknown-format',
      out,
      `--out 的文件名应以 ${formats.join('、')} 结尾`,
      `--out should name a file ending in ${formats.join(', ')}`,
    );
  }
  if (rejects !== null && extname(rejects).toLowerCase() !== '.csv') {
    refuse(
      'unknown-format',
      rejects,
      '--rejects 的文件名应以 .csv 结尾',
      '--rejects should name a .csv file',
    );
  }
  const inputs = await Promise.all([...orders, ...(customers === null ? [] : [customers])].map(realPlace));
  for (const output of [out, rejects]) {
    if (output === null || !inputs.includes(await realPlace(output))) continue;
    refuse(
      'output-is-input',
      output,
      '这是要读取的文件，写出结果会把它覆盖：请换一个文件名',
      'this is a file to be read, and the result would replace it: choose another name',
    );
  }
  if (out !== null && rejects !== null && (await realPlace(out)) === (await realPlace(rejects))) {
    refuse(
      'same-output',
      rejects,
      '--out 和 --rejects 不能是同一个文件',
      '--out and --rejects cannot be the same file',
    );
  }
}

/** Where a path leads, also of a file that is yet to be made. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const folder = await realpath(dirname(path)).catch(() => dirname(path));
    return join(folder, basename(path));
  }
}
