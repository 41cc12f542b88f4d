import { Command, Option } from 'commander';
import { addGradeCommand } from './grade-command.ts';
import { addSampleCommand } from './sample-command.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** The command line, in the user's language. */
export function buildProgram(surroundings: Surroundings): Command {
  const { lang, stdout } = surroundings;
  const zh = lang === 'zh';
  const program = new Command('tierbook')
    .description(
      zh ? '客户分级簿：按自己的等级标准给每位客户评级' : 'Every customer graded by your own tier standard',
    )
    .version(version, '-V, --version', zh ? '版本' : 'the version')
    .helpOption('-h, --help', zh ? '用法' : 'how to use it')
    .helpCommand('help [command]', zh ? '某个命令的用法' : 'how to use a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: () => undefined,
      outputError: () => undefined,
    })
    .configureHelp({ styleTitle: (title) => (zh ? (titles[title] ?? title) : title) })
    .addOption(
      new Option('--lang <lang>', zh ? '界面语言 zh 或 en' : 'language, zh or en').choices(['zh', 'en']),
    );
  addGradeCommand(program, surroundings);
  addSampleCommand(program, surroundings);
  return program;
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};
