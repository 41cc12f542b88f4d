import { z } from 'zod';
import { InputError, problem } from '../domain/problem.ts';
import { passwordProblems } from '../features/access/passwords.ts';
import { exportFormats } from '../features/exports/export-what.ts';
import type { FileForm } from '../features/exports/write-file.ts';
import { csvEncodings } from '../features/exports/write-rows.ts';

/** How a list is written into a file. */
export const fileQuery = z.object({
  format: z.enum(exportFormats).default('csv'),
  headers: z
    .enum(['zh', 'en'])
    .optional()
    .describe('heads CSV and XLSX in a language, as the importer knows it; without it by canonical names'),
  encoding: z.enum(csvEncodings).default('utf-8').describe('of CSV; UTF-8 comes with a byte-order mark'),
});

export const lockSchema = z.object({
  password: z
    .string()
    .max(1000)
    .optional()
    .describe('locks the file in a ZIP archive (AES-256); letters, digits and signs of a keyboard'),
});

/** A file as it is asked for. */
export type AskedFile = Omit<FileForm, 'out'>;

export function askedFile(
  { format, headers, encoding }: z.infer<typeof fileQuery>,
  password: string | null = null,
): AskedFile {
  return { format, headers: headers ?? null, encoding, password };
}

/** Other programs read other characters in other ways. */
export function checkPassword(password: string): void {
  const problems = passwordProblems(password);
  if (problems.length === 0 && !/^[\x20-\x7e]+$/.test(password)) {
    problems.push(
      problem(
        'password-not-plain',
        'password',
        '压缩包密码只能用英文字母、数字和键盘上的符号，否则别的软件打不开',
        'the password of an archive has letters, digits and signs of an English keyboard alone; other programs could not open it otherwise',
      ),
    );
  }
  if (problems.length > 0) throw new InputError(problems);
}
