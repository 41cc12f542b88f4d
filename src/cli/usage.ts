import type { Command, CommanderError } from 'commander';
import { closest } from '../domain/parse/closest.ts';
import { type Lang, type Text, text } from '../domain/text.ts';

/** What commander complains of, in our words; what it means stands in quotes in its own. */
export function usageMessage({ code, message }: CommanderError, program: Command, lang: Lang): string {
  const command = commandMeant(program);
  const what = /'(.*?)'(?:\n|$| argument missing| not specified|\. Expected)/s.exec(message)?.[1] ?? '';
  const said = messages[code]?.(what, command, program);
  return said === undefined ? message.replace(/^error: /, '') : said[lang];
}

/** The command that the words of the command line lead to: `scheme check` of `tierbook scheme check x`. */
function commandMeant(from: Command): Command {
  const next = from.commands.find((one) => one.name() === from.args[0]);
  return next === undefined ? from : commandMeant(next);
}

type Say = (what: string, command: Command, program: Command) => Text;

const messages: Readonly<Record<string, Say>> = {
  'commander.unknownOption': unknownOption,
  'commander.unknownCommand': unknownCommand,
  'commander.missingArgument': (what, command) => {
    const { zh, en } = seeHelp(command);
    return command.name() === 'grade'
      ? text(
          `缺少订单文件，如 tierbook grade orders.csv --scheme supermarket。${zh}`,
          `Order files are missing: tierbook grade orders.csv --scheme supermarket. ${en}`,
        )
      : text(`缺少参数 ${what}。${zh}`, `The argument ${what} is missing. ${en}`);
  },
  'commander.optionMissingArgument': (what, command) => {
    const [flag = '', value = ''] = what.split(' ');
    const { zh, en } = seeHelp(command);
    return text(`${flag} 后面缺少 ${value}。${zh}`, `${flag} needs a value, ${value}. ${en}`);
  },
  'commander.excessArguments': (_, command) => {
    const surplus = command.args.slice(command.registeredArguments.length).map((one) => `“${one}”`);
    const { zh, en } = seeHelp(command);
    return text(
      `多写了${surplus.join(' ')}：${command.name()} 用不上。${zh}`,
      `${command.name()} has no use for ${surplus.join(' ')}. ${en}`,
    );
  },
};

function unknownOption(what: string, command: Command, program: Command): Text {
  const [flag = ''] = what.split('=');
  const { zh, en } = seeHelp(command);
  const guess = nearestFlag(flag, [...command.options, ...program.options]);
  const owner = program.commands.find((one) => one !== command && one.options.some((o) => o.long === flag));
  if (guess === undefined && owner !== undefined) {
    return text(
      `${flag} 是 ${owner.name()} 的选项：tierbook ${owner.name()} … ${flag} …。${zh}`,
      `${flag} is an option of ${owner.name()}: tierbook ${owner.name()} … ${flag} … ${en}`,
    );
  }
  return text(
    `没有选项 ${flag}${guess === undefined ? '' : `，是不是 ${guess}？`}${guess === undefined ? '。' : ''}${zh}`,
    `There is no option ${flag}${guess === undefined ? '.' : `; did you mean ${guess}?`} ${en}`,
  );
}

function nearestFlag(flag: string, options: Command['options']): string | undefined {
  const bare = flag.replace(/^-+/, '').toLowerCase();
  const short = options.find(({ short }) => short?.slice(1).toLowerCase() === bare)?.short;
  if (short !== undefined) return short;
  const names = [...options.flatMap(({ long }) => long?.slice(2) ?? []), 'help'];
  const guess = names.includes(bare) ? bare : closest(bare, names);
  return guess === undefined ? undefined : `--${guess}`;
}

function unknownCommand(what: string, command: Command, program: Command): Text {
  const above = command.commands.length > 0 ? command : program;
  const names = above.commands.map((one) => one.name());
  const { zh, en } = seeHelp(above);
  if (above === program && /[./\\]/.test(what)) {
    return text(
      `请先写命令：tierbook grade ${what} --scheme supermarket。${zh}`,
      `A command comes first: tierbook grade ${what} --scheme supermarket. ${en}`,
    );
  }
  const guess = closest(what, names);
  return text(
    `没有命令“${what}”${guess === undefined ? '' : `，是不是“${guess}”？`}${guess === undefined ? '。' : ''}可用：${names.join('、')}。${zh}`,
    `There is no command “${what}”${guess === undefined ? '.' : `; did you mean “${guess}”?`} Known: ${names.join(', ')}. ${en}`,
  );
}

function seeHelp(command: Command): Text {
  const line = `${pathOf(command)} --help`;
  return text(`运行 ${line} 看用法。`, `See ${line}.`);
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
