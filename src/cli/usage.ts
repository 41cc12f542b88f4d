import type { CommanderError } from 'commander';
import type { Lang, Text } from '../domain/text.ts';

const quoted = /'([^']*)'/;
const allowed = /Allowed choices are (.*)\.$/;

/** Our words for commander's usage errors; what is wrong is named in quotes in its own. */
const messages: Readonly<Record<string, (what: string) => Text>> = {
  'commander.unknownOption': (what) => ({
    zh: `没有选项 ${what}。运行 tierbook help 看用法。`,
    en: `There is no option ${what}. Run tierbook help.`,
  }),
  'commander.unknownCommand': (what) => ({
    zh: `没有命令“${what}”。运行 tierbook help 看全部命令。`,
    en: `There is no command “${what}”. Run tierbook help.`,
  }),
  'commander.missingArgument': (what) => ({
    zh: `缺少参数 ${what}。运行 tierbook help grade 看用法。`,
    en: `The argument ${what} is missing. Run tierbook help grade.`,
  }),
  'commander.optionMissingArgument': (what) => ({ zh: `${what} 后面缺少值。`, en: `${what} needs a value.` }),
  'commander.missingMandatoryOptionValue': (what) => ({
    zh: `缺少 ${what}。`,
    en: `${what} is missing.`,
  }),
  'commander.invalidArgument': (what) => ({
    zh: `${what} 的值不可用。`,
    en: `The value of ${what} cannot be used.`,
  }),
  'commander.excessArguments': () => ({ zh: '参数太多。', en: 'Too many arguments.' }),
  'commander.help': () => ({ zh: '请写一个命令。', en: 'Name a command.' }),
};

export function usageMessage({ code, message }: CommanderError, lang: Lang): string {
  const what = quoted.exec(message)?.[1] ?? '';
  const said = messages[code]?.(what)[lang];
  if (said === undefined) return message;
  const choices = allowed.exec(message)?.[1];
  if (choices === undefined) return said;
  return lang === 'zh' ? `${said}可选：${choices}` : `${said} Choose from: ${choices}`;
}
