import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSame } from './compare.ts';
import { type DayFigures, dayText, measureDays } from './day.ts';
import { evaluateMeasurement } from './evaluate.ts';
import { type Figures, figures, figuresTable } from './figures.ts';
import { gradeMeasurement } from './grade.ts';
import { type ImportFigures, importText, measureImports } from './import.ts';
import type { Measurement, SideName } from './measurement.ts';
import { measureOnPostgres } from './on-postgres.ts';
import { type BenchOptions, type ComparedName, readOptions, usage } from './options.ts';
import { measureOrders, type OrderFigures, orderText } from './order.ts';
import { serveIfAsked } from './order-server.ts';
import { measurePages, type PageFigures, pageText } from './page.ts';
import { serveIfTwin } from './page-twin.ts';
import { rfmMeasurement } from './rfm.ts';
import { ensureSample } from './sample.ts';
import { type Answer, type SideProcess, serveIfSide, startSide } from './side-process.ts';
import { whatIfMeasurement } from './what-if.ts';
import { measureWhatIfServed, type WhatIfServedFigures, whatIfServedText } from './what-if-served.ts';

const measurements: Readonly<Record<ComparedName, Measurement>> = {
  grade: gradeMeasurement,
  evaluate: evaluateMeasurement,
  'what-if': whatIfMeasurement,
  rfm: rfmMeasurement,
};

if (!(await serveIfSide(Object.values(measurements))) && !(await serveIfAsked()) && !(await serveIfTwin())) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  await runBench(process.argv.slice(2));
}

async function runBench(args: string[]): Promise<void> {
  let options: BenchOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exitCode = 1;
    return;
  }
  const { customers, orders, seed, runs } = options;
  note(`making ${customers} customers with ${orders} orders (seed ${seed}), or finding them made …`);
  const sample = await ensureSample(options);
  note(`sample: ${sample}`);
  const all: Figures[] = [];
  let ofOrders: OrderFigures | null = null;
  let ofPages: PageFigures | null = null;
  let ofWhatIfs: WhatIfServedFigures | null = null;
  let ofDays: DayFigures | null = null;
  let ofImports: ImportFigures | null = null;
  if (options.engine === 'postgres') {
    const { whatIf, day } = await measureOnPostgres(sample, options);
    if (whatIf !== null) all.push(whatIf);
    ofDays = day;
  }
  for (const name of options.engine === 'postgres' ? [] : options.only) {
    if (name === 'order') ofOrders = await measureOrders(sample);
    else if (name === 'page') ofPages = await measurePages(sample);
    else if (name === 'what-if-served') ofWhatIfs = await measureWhatIfServed(sample);
    else if (name === 'import') ofImports = await measureImports(sample, runs);
    else if (name === 'day') ofDays = await measureDays(sample, runs);
    else all.push(await measure(measurements[name], sample, options));
  }
  if (!options.keep) await rm(sample, { recursive: true });
  const written = [...all, ofOrders, ofPages, ofWhatIfs, ofDays, ofImports].filter((one) => one !== null);
  if (options.json !== null) await writeFile(options.json, `${JSON.stringify(written, null, 2)}\n`);
  console.log(`${customers} customers, ${orders} orders, ${options.engine}, median of ${runs}\n`);
  if (all.length > 0) console.log(figuresTable(all));
  if (ofOrders !== null) console.log(orderText(ofOrders));
  if (ofPages !== null) console.log(pageText(ofPages));
  if (ofWhatIfs !== null) console.log(whatIfServedText(ofWhatIfs));
  if (ofDays !== null) console.log(dayText(ofDays));
  if (ofImports !== null) console.log(importText(ofImports));
}

async function measure(measurement: Measurement, sample: string, options: BenchOptions): Promise<Figures> {
  const { name, rows, compared } = measurement;
  const work = await mkdtemp(join(tmpdir(), `tierbook-bench-${name}-`));
  const sides: SideProcess[] = [];
  const tidyUp = (): void => {
    for (const side of sides) side.stop();
    rmSync(work, { recursive: true, force: true });
  };
  process.once('exit', tidyUp);
  try {
    note(`${name}: preparing …`);
    await measurement.prepare(sample, work);
    const start = async (side: SideName): Promise<SideProcess> => {
      const scratch = join(work, side);
      await mkdir(scratch);
      const started = await startSide(name, side, { sample, prepared: work, scratch });
      sides.push(started);
      return started;
    };
    const [product, bare] = [await start('product'), await start('bare')];
    const turns = await takeTurns(product, bare, options.runs);
    const [ofProduct, ofBare] = [join(work, 'product.csv'), join(work, 'bare.csv')];
    await product.ask({ ask: 'result', file: ofProduct });
    await bare.ask({ ask: 'result', file: ofBare });
    await checkSame(name, ofProduct, ofBare, compared);
    note(`${name}: product ${runsText(turns.product)}; bare ${runsText(turns.bare)}`);
    const times = { product: turns.product.map(({ ms }) => ms), bare: turns.bare.map(({ ms }) => ms) };
    return figures(name, options[rows], times, Math.max(...turns.product.map(({ peakRssMb }) => peakRssMb)));
  } finally {
    tidyUp();
    process.off('exit', tidyUp);
  }
}

/** One run each to warm up, then turn by turn, each side as often first as second. */
async function takeTurns(
  product: SideProcess,
  bare: SideProcess,
  runs: number,
): Promise<Record<SideName, Answer[]>> {
  const answers: Record<SideName, Answer[]> = { product: [], bare: [] };
  for (let run = 0; run <= runs; run++) {
    const order = ['product', 'bare'] as const;
    for (const side of run % 2 === 0 ? order : order.toReversed()) {
      const answer = await (side === 'product' ? product : bare).ask({ ask: 'run' });
      if (run > 0) answers[side].push(answer);
    }
  }
  return answers;
}

function runsText(runs: readonly Answer[]): string {
  const rounded = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(' ');
  return `${rounded(runs.map(({ ms }) => ms))} ms (cpu ${rounded(runs.map(({ cpuMs }) => cpuMs))})`;
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
