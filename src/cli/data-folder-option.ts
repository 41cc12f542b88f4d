import { Option } from 'commander';

export interface DataFlags {
  readonly data: string;
}

/** `--data`, which every command on kept data takes. */
export function dataOption(say: (zh: string, en: string) => string): Option {
  return new Option(say('--data <文件夹>', '--data <folder>'), say('数据文件夹', 'the data folder')).default(
    './tierbook-data',
  );
}
