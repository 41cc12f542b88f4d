import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../domain/text.ts';
import type { RunningServer } from '../http/serve.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

interface ServeFlags extends DataFlags {
  readonly host: string;
  readonly port: number;
  readonly allowHost: readonly string[];
  readonly demo?: boolean;
}

const HIGHEST_PORT = 65_535;

/** `tierbook serve`: the web app and the API over a data folder, until it is ended. */
export function addServeCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('serve')
    .description(say('启动网页和 API', 'serve the web app and the API'))
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(
      new Option(
        say('--host <地址>', '--host <address>'),
        say('监听的地址；0.0.0.0 让局域网也能访问', 'the address to listen on; 0.0.0.0 lets your network in'),
      ).default('127.0.0.1'),
    )
    .addOption(
      new Option(say('--port <端口>', '--port <port>'), say('端口', 'the port'))
        .default(7070)
        .argParser(readPort),
    )
    .addOption(
      new Option(
        say('--allow-host <名字>', '--allow-host <name>'),
        say('还可以用哪些名字访问（可多次）', 'a further name under which it is reached (repeatable)'),
      )
        .default([] as readonly string[])
        .argParser((name: string, before: readonly string[]) => [...before, name]),
    )
    .addOption(
      new Option(
        '--demo',
        say(
          '用一家虚构的店试用；不写 --data 时用临时文件夹，结束后不留下任何东西',
          'try it with a made-up shop; without --data in a temporary folder, of which nothing is left afterwards',
        ),
      ),
    )
    .action(async (flags: ServeFlags, command: Command) => {
      const { databaseUrl } = surroundings;
      const elsewhere = flags.database ?? databaseUrl;
      const isPassing = command.getOptionValueSource('data') === 'default' && elsewhere === undefined;
      if (!flags.demo || !isPassing) return await run(flags, surroundings);
      const { demoFolder } = await import('./serve-demo.ts');
      const { data, remove } = await demoFolder();
      try {
        await run({ ...flags, data }, surroundings);
      } finally {
        await remove();
      }
    });
}

function readPort(written: string): number {
  const port = Number(written);
  if (/^\d+$/.test(written) && port <= HIGHEST_PORT) return port;
  throw new InvalidArgumentError(`0 … ${HIGHEST_PORT}`);
}

async function run(
  { data, database, host, port, allowHost, demo }: ServeFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { clock, keyFile, databaseUrl, webhookLoopback = false, signal, stdout, stderr, lang } = surroundings;
  const { serve } = await import('../http/serve.ts');
  const server = await serve({
    data,
    create: true,
    lasting: true,
    host,
    port,
    hosts: allowHost,
    keyFile,
    databaseUrl: database ?? databaseUrl,
    webhookLoopback,
    clock,
    version,
    onFault: (error, request) => {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      stderr.write(`${new Date(clock()).toISOString()} ${request}: ${said}\n`);
    },
  });
  try {
    if (demo) await (await import('./serve-demo.ts')).fillDemo(server, surroundings);
    stdout.write(greeting(server, host, lang));
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    await server.close();
  }
}

function greeting({ address, ownerLink, waitsForOwner }: RunningServer, host: string, lang: Lang): string {
  const zh = lang === 'zh';
  if (ownerLink === null) return zh ? `客户分级簿已启动：${address}\n` : `Tierbook is running: ${address}\n`;
  const link = zh
    ? `客户分级簿已启动。第一次使用，请在浏览器打开（一小时内有效，只能用一次）：\n  ${ownerLink}\n`
    : `Tierbook is running. For the first time open this in your browser (valid once, within an hour):\n  ${ownerLink}\n`;
  const waiting = zh
    ? `有了店主之后才会在 ${host} 上监听。\n`
    : `It listens on ${host} once there is an owner.\n`;
  return waitsForOwner ? `${link}${waiting}` : link;
}
