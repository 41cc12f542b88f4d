import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { isTemplate, templateIds, templateText } from './templates.ts';

const shipped = join(import.meta.dirname, '../../../templates');

it('R004 offers exactly the templates there are files of', async () => {
  const files = await readdir(shipped);
  expect(files.sort()).toEqual(templateIds.map((id) => `${id}.yaml`).sort());
});

it('R004 gives a template as its file has it, with the comments', async () => {
  expect(await templateText('supermarket')).toMatch(/^# .*\ntierbook: 1$/ms);
});

it('R004 knows templates by their exact id only', async () => {
  expect(['supermarket', 'Supermarket', 'supermarket.yaml', '../package', ''].map(isTemplate)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  await expect(templateText('../package')).rejects.toThrow(RangeError);
});

it('R004 finds the templates beside the bundle it is packed into', async () => {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-templates-'));
  onTestFinished(() => rm(place, { recursive: true }));
  await mkdir(join(place, 'templates'));
  await copyFile(join(shipped, 'hotel.yaml'), join(place, 'templates/supermarket.yaml'));
  const outfile = join(place, 'dist/tierbook.mjs');
  const entry = join(import.meta.dirname, 'templates.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' });
  const bundled = (await import(pathToFileURL(outfile).href)) as { templateText: typeof templateText };
  expect(await bundled.templateText('supermarket')).toContain('id: hotel');
});
