import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The schemes the product ships, in the order they are offered. */
export const templateIds: readonly string[] = [
  'supermarket',
  'cosmetics',
  'cosmetics-since-upgrade',
  'three-level',
  'sales-levels',
  'fmcg',
  'composite',
  'taobao',
  'taobao-frequency',
  'clothing',
  'hotel',
  'telecom',
  'bank',
  'coffee',
  'restaurant',
  'beauty-salon',
  'bookshop',
  'courier',
  'mother-and-baby',
  'e-commerce',
  'b2b',
];

export function isTemplate(id: string): boolean {
  return templateIds.includes(id);
}

/** A template's YAML, comments and all, as its file has it. Only for ids that `isTemplate`. */
export async function templateText(id: string): Promise<string> {
  if (!isTemplate(id)) throw new RangeError(`no template: ${id}`);
  return await readFile(join(templatesFolder(), `${id}.yaml`), 'utf8');
}

/** The nearest `templates` above this module, which runs from src/ as well as bundled from dist/. */
function templatesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const templates = join(folder, 'templates');
    if (existsSync(join(templates, 'supermarket.yaml'))) return templates;
    const above = dirname(folder);
    if (above === folder) throw new Error('The templates folder is missing from the installation');
    folder = above;
  }
}
