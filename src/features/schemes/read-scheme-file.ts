import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { closest } from '../../domain/parse/closest.ts';
import { refuse } from '../../domain/problem.ts';
import { templateIds } from './templates.ts';

const LARGEST = 256 * 1024;
const NOT_FOUND = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);
const ENDINGS = new Set(['.yaml', '.yml', '.json', '']);

/** A scheme file's text. Refuses what is no readable file of UTF-8 text of at most 256 kB, with the way out. */
export async function readSchemeFile(file: string): Promise<string> {
  const found = await stat(file).catch((error: unknown) => refuseAccess(file, error));
  if (found.isDirectory()) {
    refuse(
      'scheme-is-folder',
      file,
      '这是一个文件夹。请给出其中的等级标准文件（.yaml、.yml 或 .json）。',
      'This is a folder. Give the scheme file inside it (.yaml, .yml or .json).',
    );
  }
  if (!found.isFile()) refuseUnreadable(file, '不是普通文件', 'not an ordinary file');
  if (!ENDINGS.has(extname(file).toLowerCase())) {
    refuse(
      'scheme-file-kind',
      file,
      '等级标准应是 .yaml、.yml 或 .json 文件。这个文件如果是等级标准，请改扩展名。',
      'A scheme is a .yaml, .yml or .json file. If this is one, change the ending of its name.',
    );
  }
  if (found.size > LARGEST) {
    refuse(
      'scheme-too-large',
      file,
      `文件有 ${Math.ceil(found.size / 1024)} kB，等级标准最多 256 kB。请检查是不是选错了文件。`,
      `The file has ${Math.ceil(found.size / 1024)} kB; a scheme has 256 kB at most. Check that it is the right file.`,
    );
  }
  const bytes = await readFile(file).catch((error: unknown) => refuseAccess(file, error));
  const written = decode(file, bytes);
  return written.trim() === '' ? refuseEmpty(file) : written;
}

/** Refuses a file with nothing in it, or nothing but comments. */
export function refuseEmpty(file: string): never {
  refuse(
    'scheme-empty',
    file,
    `文件里没有等级标准。可以从模板开始：${templateIds.join(', ')}。`,
    `The file holds no scheme. Start from a template: ${templateIds.join(', ')}.`,
  );
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    refuse(
      'scheme-encoding',
      file,
      '文件不是 UTF-8 文本。请用记事本等编辑器打开，另存为 UTF-8 编码。',
      'The file is not UTF-8 text. Open it in an editor and save it with the encoding UTF-8.',
    );
  }
}

function refuseAccess(file: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (!NOT_FOUND.has(code)) refuseUnreadable(file, code, code);
  const guess = closest(basename(file, extname(file)), templateIds);
  const list = templateIds.join(', ');
  refuse(
    'scheme-not-found',
    file,
    `没有这个文件，也没有这个模板${guess ? `，是不是模板“${guess}”？` : '。'}可用的模板：${list}`,
    `There is no such file, nor a template of this name${guess ? `; did you mean the template “${guess}”?` : '.'} Templates: ${list}`,
  );
}

function refuseUnreadable(file: string, zh: string, en: string): never {
  refuse(
    'scheme-unreadable',
    file,
    `文件打不开（${zh}）。请检查读取权限。`,
    `The file cannot be opened (${en}). Check that you may read it.`,
  );
}
