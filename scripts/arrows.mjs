import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';
import { sourceFiles } from './source-files.mjs';
import { bin, runStep } from './steps.mjs';

/** What imports alone do not show: who may ask the machine for its environment, the time and chance. */
const reads = [
  {
    pattern: /\bprocess\.env\b|from 'node:process'/,
    within: /^src\/(?!main\.ts$|config\.ts$)/,
    message: 'only src/main.ts and src/config.ts read the environment',
  },
  {
    pattern: /\b(Date\.now|Temporal\.Now|Math\.random|performance\.now)\b|\bnew Date(\(\s*\)|(?!\w|\())/,
    within: /^src\/(domain|sql|features)\//,
    message: 'the clock and chance are arguments',
  },
];

const folders = ['src', 'web'].filter((folder) => existsSync(join(root, folder)));
const imports = await runStep({
  name: 'imports',
  args: [bin('depcruise'), ...folders, '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
});
if (!imports.ok) console.log(imports.output.trimEnd());

const wrong = sourceFiles(folders)
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .flatMap(wrongReads);
for (const line of wrong) console.log(line);

process.exitCode = imports.ok && wrong.length === 0 ? 0 : 1;

function wrongReads(file) {
  const rules = reads.filter(({ within }) => within.test(file));
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    rules
      .filter(({ pattern }) => pattern.test(withoutComment(line)))
      .map(({ message }) => `${file}:${index + 1}: ${message}: ${line.trim()}`),
  );
}

function withoutComment(line) {
  return /^\s*(\*|\/\*|\/\/)/.test(line) ? '' : line;
}
