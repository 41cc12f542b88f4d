import { Command, Option } from 'commander';
import { addBacktestCommand } from './backtest-command.ts';
import { addClvCommand } from './clv-command.ts';
import { addDuplicatesCommand } from './duplicates-command.ts';
import { addEvaluateCommand } from './evaluate-command.ts';
import { addExplainCommand } from './explain-command.ts';
import { addExportCommand } from './export-command.ts';
import { addGradeCommand } from './grade-command.ts';
import { helpLayout } from './help.ts';
import { addHelpCommand } from './help-command.ts';
import { addImportCommand } from './import-command.ts';
import { addMergeCommand } from './merge-command.ts';
import { addMoveCommand } from './move-command.ts';
import { withChoices } from './option-values.ts';
import { addQualityCommand } from './quality-command.ts';
import { addRadarCommand } from './radar-command.ts';
import { addReplayCommand } from './replay-command.ts';
import { addSampleCommand } from './sample-command.ts';
import { addSchemeCommand } from './scheme-command.ts';
import { addServeCommand } from './serve-command.ts';
import { addSimulateCommand } from './simulate-command.ts';
import type { Surroundings } from './surroundings.ts';
import { addUndoImportCommand } from './undo-import-command.ts';
import { addUserCommand } from './user-command.ts';
import { addVerifyCommand } from './verify-command.ts';
import { version } from './version.ts';

/** The command line, in the user's language. */
export function buildProgram(surroundings: Surroundings): Command {
  const { lang, stdout, stderr } = surroundings;
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const program = new Command('tierbook')
    .description(
      say('客户分级簿：按自己的等级标准给每位客户评级', 'Every customer graded by your own tier standard'),
    )
    .usage(say('<命令> [选项]', '<command> [options]'))
    .version(version, '-V, --version', say('显示版本', 'show the version'))
    .helpOption('-h, --help', say('显示用法', 'show how to use it'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns,
      getErrHelpWidth: () => stderr.columns,
      // Said by whoever catches it, in the user's language.
      outputError: () => undefined,
    })
    .configureHelp(helpLayout(lang))
    .addOption(
      withChoices(new Option(say('--lang <语言>', '--lang <language>'), say('界面语言', 'the language')), [
        'zh',
        'en',
      ]),
    )
    .addHelpText(
      'after',
      say(
        `
例子：
  tierbook sample --out 示例数据
  tierbook grade 示例数据/orders.csv --scheme supermarket --out 结果.xlsx
  tierbook help grade`,
        `
Examples:
  tierbook sample --out sample
  tierbook grade sample/orders.csv --scheme supermarket --out tiers.xlsx
  tierbook help grade`,
      ),
    );
  addGradeCommand(program, surroundings);
  addSampleCommand(program, surroundings);
  addServeCommand(program, surroundings);
  addImportCommand(program, surroundings);
  addUndoImportCommand(program, surroundings);
  addSchemeCommand(program, surroundings);
  addEvaluateCommand(program, surroundings);
  addExplainCommand(program, surroundings);
  addMergeCommand(program, surroundings);
  addDuplicatesCommand(program, surroundings);
  addSimulateCommand(program, surroundings);
  addBacktestCommand(program, surroundings);
  addRadarCommand(program, surroundings);
  addQualityCommand(program, surroundings);
  addClvCommand(program, surroundings);
  addExportCommand(program, surroundings);
  addVerifyCommand(program, surroundings);
  addReplayCommand(program, surroundings);
  addMoveCommand(program, surroundings);
  addUserCommand(program, surroundings);
  addHelpCommand(program, surroundings);
  return program;
}
