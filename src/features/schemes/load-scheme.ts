import { stat } from 'node:fs/promises';
import { parseScheme } from '../../domain/parse/parse-scheme.ts';
import { readDocument } from '../../domain/parse/read-document.ts';
import { InputError } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { readSchemeFile, refuseEmpty } from './read-scheme-file.ts';
import { isTemplate, templateText } from './templates.ts';

/**
 * The scheme of a template's id or of a YAML or JSON file. A file that bears a template's name goes first.
 * Throws an InputError with everything that is wrong with it.
 */
export async function loadScheme(fileOrTemplate: string): Promise<Scheme> {
  if (isTemplate(fileOrTemplate) && !(await isFile(fileOrTemplate))) {
    return schemeOf(await templateText(fileOrTemplate), fileOrTemplate);
  }
  return schemeOf(await readSchemeFile(fileOrTemplate), fileOrTemplate);
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function schemeOf(written: string, file: string): Scheme {
  const read = readDocument(written);
  if (!read.ok) throw new InputError(read.problems);
  if (read.document === null) refuseEmpty(file);
  const parsed = parseScheme(read.document);
  if (!parsed.ok) throw new InputError(parsed.problems);
  return parsed.scheme;
}
