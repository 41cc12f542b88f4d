import type { Argument, HelpConfiguration, Option } from 'commander';
import type { Lang } from '../domain/text.ts';
import { textWidth, wrapText } from './text-width.ts';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

/** How commander's help looks: in one language throughout, and aligned with Chinese in it. */
export function helpLayout(lang: Lang): HelpConfiguration {
  const zh = lang === 'zh';
  return {
    showGlobalOptions: true,
    styleTitle: (title) => (zh ? (titles[title] ?? title) : title),
    styleUsage: (usage) => (zh ? usage.replace('[options]', '[选项]').replace('[command]', '<命令>') : usage),
    subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
    optionDescription: (option) => `${option.description}${extra(option, zh)}`,
    displayWidth: textWidth,
    boxWrap: wrapText,
  };
}

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** The choices, unless the description names them all, and the default. */
function extra({ argChoices, defaultValue, description }: Option, zh: boolean): string {
  const notes: string[] = [];
  if (argChoices?.some((choice) => !description.includes(choice))) {
    notes.push(zh ? `可选：${argChoices.join('、')}` : `one of: ${argChoices.join(', ')}`);
  }
  if (defaultValue !== undefined) notes.push(zh ? `默认 ${defaultValue}` : `default: ${defaultValue}`);
  if (notes.length === 0) return '';
  return zh ? `（${notes.join('；')}）` : ` (${notes.join('; ')})`;
}
