import { type Command, CommanderError } from 'commander';
import type { Surroundings } from './surroundings.ts';

/** `tierbook help`: how to use it, or one of its commands. */
export function addHelpCommand(program: Command, { lang }: Surroundings): void {
  const zh = lang === 'zh';
  program
    .helpCommand(false)
    .command('help')
    .description(zh ? '某个命令的用法' : 'how to use a command')
    .argument(zh ? '[命令...]' : '[command...]')
    .action((names: readonly string[]) => {
      let found = program;
      for (const name of names) {
        const below = found.commands.find((one) => one.name() === name);
        if (below === undefined) {
          throw new CommanderError(1, 'commander.unknownCommand', `error: unknown command '${name}'`);
        }
        found = below;
      }
      found.outputHelp();
    });
}
