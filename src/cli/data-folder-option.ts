import { Option } from 'commander';

export interface DataFlags {
  readonly data: string;
  /** A PostgreSQL that keeps the data instead of a file in the folder. */
  readonly database?: string;
}

/** `--data`, which every command on kept data takes. */
export function dataOption(say: (zh: string, en: string) => string): Option {
  return new Option(say('--data <文件夹>', '--data <folder>'), say('数据文件夹', 'the data folder')).default(
    './tierbook-data',
  );
}

/** `--database`, which goes with it. */
export function databaseOption(say: (zh: string, en: string) => string): Option {
  return new Option(
    '--database <url>',
    say(
      '数据存在这个 PostgreSQL 里，而不是数据文件夹里（postgres://…）',
      'keep the data in this PostgreSQL instead of the data folder (postgres://…)',
    ),
  );
}
