import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './setup.mjs';
import { sourceFiles } from './source-files.mjs';

const folders = ['src', 'web', 'test', 'bench', 'scripts'];
const rows = 15;

const files = sourceFiles(folders).map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, lines: text.trimEnd().split('\n').length };
});

printFolders();
printOver();
printLongest('Longest files', files);
printLongest('Longest functions', files.flatMap(functionsOf));

function printFolders() {
  const totals = new Map();
  for (const { path, lines } of files) {
    const folder = dirname(path).split('/').slice(0, 2).join('/');
    const total = totals.get(folder) ?? { files: 0, lines: 0, tests: 0 };
    total.files += 1;
    total[isTest(path) ? 'tests' : 'lines'] += lines;
    totals.set(folder, total);
  }
  console.log('Folder                   files   lines   lines of tests');
  for (const [folder, total] of [...totals, ['all', sum(totals)]]) {
    const columns = [
      folder.padEnd(24),
      number(total.files, 6),
      number(total.lines, 8),
      number(total.tests, 17),
    ];
    console.log(columns.join(''));
  }
}

function sum(totals) {
  const all = { files: 0, lines: 0, tests: 0 };
  for (const total of totals.values()) for (const key of Object.keys(all)) all[key] += total[key];
  return all;
}

function printOver() {
  const over = [100, 200, 400].map(
    (limit) => `${files.filter(({ lines }) => lines > limit).length} over ${limit}`,
  );
  console.log(`\n${files.length} files: ${over.join(', ')} lines`);
}

function printLongest(title, things) {
  console.log(`\n${title}`);
  const longest = things.toSorted((a, b) => b.lines - a.lines).slice(0, rows);
  for (const { path, lines } of longest) console.log(`${number(lines, 5)}  ${path}`);
}

function isTest(path) {
  return path.startsWith('test/') || /\.test\.tsx?$/.test(path);
}

/** Functions with their own lines; a test file's `describe` callbacks are not functions in this sense. */
function functionsOf({ path, text }) {
  if (isTest(path)) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const lines = lineAt(source, node.end) - lineAt(source, node.getStart()) + 1;
      const name = (node.name ?? node.parent.name)?.getText() ?? 'anonymous';
      found.push({ path: `${path}:${lineAt(source, node.getStart()) + 1} ${name}`, lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function lineAt(source, position) {
  return source.getLineAndCharacterOfPosition(position).line;
}

function number(value, width) {
  return String(value).padStart(width);
}
