import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureDebianPackages } from './debian.mjs';
import { startPostgres } from './postgres.mjs';
import { SetupError, setup } from './setup.mjs';
import { bin, checks, exitOnSignals, runStep, runSteps } from './steps.mjs';

const longest = 45 * 60_000;

exitOnSignals();
const totals = { passed: 0, failed: 0, skipped: 0 };
/** What failed, a line or two each: said once more at the end, where it is found without looking through everything. */
const failures = [];
try {
  await setup();
  ensureDebianPackages();
  for (const { ok, name } of await runSteps(Object.values(checks))) {
    totals[ok ? 'passed' : 'failed'] += 1;
    if (!ok) failures.push(name);
  }
  const postgres = await startPostgres();
  add(await runTests('tests', postgres));
  add(await runTests('tests on PostgreSQL', postgres, { TIERBOOK_TEST_ENGINE: 'postgres' }));
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  totals.failed += 1;
  failures.push('the run itself, see above');
}
process.exitCode = totals.failed === 0 ? 0 : 1;
process.once('exit', () => {
  for (const failure of failures) console.log(`✗ ${failure}`);
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
});

function add(counts) {
  for (const [outcome, count] of Object.entries(counts)) totals[outcome] += count;
}

async function runTests(name, postgres, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tierbook-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { ok } = await runStep({
    name,
    args: [bin('vitest'), 'run', ...reporters],
    env: { TIERBOOK_TEST_POSTGRES: postgres, TIERBOOK_TEST_POSTGRES_NEEDED: '1', ...env },
    show: true,
    timeout: longest,
  });
  const counts = existsSync(report) ? count(name, JSON.parse(readFileSync(report, 'utf8'))) : {};
  // An error outside every test, a crash and a run without tests have no failed test to count.
  const silent = !ok || !counts.passed;
  if (!silent || counts.failed) return counts;
  failures.push(`${name}: an error outside every test, or nothing ran`);
  return { ...counts, failed: 1 };
}

function count(run, { testResults }) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, status, message, assertionResults } of testResults) {
    const file = `${run}: ${relative(process.cwd(), name)}`;
    for (const test of assertionResults) {
      counts[test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped'] += 1;
      if (test.status === 'failed') tell(`${file} > ${test.fullName}`, test.failureMessages?.join('\n'));
    }
    const broken = status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
    if (!broken) continue;
    counts.failed += 1;
    tell(file, message);
  }
  return counts;
}

/** The first lines of an error say what was expected. */
function tell(what, message = '') {
  const said = message.split('\n').slice(0, 3).join(' ').slice(0, 500);
  failures.push(`${what}\n  ${said}`);
}
