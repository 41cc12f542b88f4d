import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebianPackages } from './debian.mjs';
import { startPostgres } from './postgres.mjs';
import { SetupError, setup } from './setup.mjs';
import { bin, checks, exitOnSignals, runStep, runSteps } from './steps.mjs';

const longest = 45 * 60_000;

exitOnSignals();
const totals = { passed: 0, failed: 0, skipped: 0 };
try {
  await setup();
  ensureDebianPackages();
  for (const { ok } of await runSteps(Object.values(checks))) totals[ok ? 'passed' : 'failed'] += 1;
  const postgres = await startPostgres();
  add(await runTests('tests', postgres));
  add(await runTests('tests on PostgreSQL', postgres, { TIERBOOK_TEST_ENGINE: 'postgres' }));
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  totals.failed += 1;
}
process.exitCode = totals.failed === 0 ? 0 : 1;
process.once('exit', () => {
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
  const counts = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : {};
  // An error outside every test, a crash and a run without tests have no failed test to count.
  const silent = !ok || !counts.passed;
  return silent && !counts.failed ? { ...counts, failed: 1 } : counts;
}

function count({ testResults }) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of testResults) {
    for (const test of assertionResults) {
      counts[test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped'] += 1;
    }
    const broken = status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
    if (broken) counts.failed += 1;
  }
  return counts;
}
