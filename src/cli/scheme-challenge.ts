import { type Command, Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import { anyScheme } from './any-scheme.ts';
import { challengeWords } from './challenge-words.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface ChallengeFlags extends DataFlags {
  readonly end?: boolean;
  readonly foretell?: boolean;
  readonly json?: boolean;
}

/** `tierbook scheme challenge`: a second standard graded by in the shadow of the one in force. */
export function addChallengeCommand(scheme: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  scheme
    .command('challenge')
    .description(
      say(
        '让另一个标准影子评级：每次评级都一起算，但不影响显示的等级；不写标准时看它的记录',
        'grade by a second standard in the shadow of the one in force; without one, show how it goes',
      ),
    )
    .argument(say('[文件|模板|id@版本]', '[file|template|id@version]'), say('挑战标准', 'the challenger'))
    .addOption(new Option('--end', say('结束影子评级', 'end the challenge')))
    .addOption(
      new Option(
        '--foretell',
        say('满三个月的，比较谁看得准', 'where a quarter has passed, see who foretold better'),
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(
      async (given: string | undefined, flags: ChallengeFlags) => await challenge(given, flags, surroundings),
    );
}

async function challenge(
  given: string | undefined,
  flags: ChallengeFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout, stderr, signal } = surroundings;
  if (given !== undefined && (flags.end || flags.foretell)) {
    refuse(
      'start-or-end',
      given,
      '开始、结束和比较请分开做：写标准时不要加 --end 或 --foretell',
      'do one thing at a time: a standard begins a challenge, --end and --foretell stand alone',
    );
  }
  const standard = given === undefined ? null : await anyScheme(given);
  await withApi(flags, surroundings, false, async (api) => {
    const id = standard === null ? await lastChallenge(api, flags.end === true) : await begun(api, standard);
    const params = { path: { id } };
    if (flags.end) bodyOf(await api.PUT('/api/v1/challenges/{id}/end', { params }));
    if (flags.foretell) {
      const bar = progressBar(stderr, lang);
      try {
        const { job } = bodyOf(await api.POST('/api/v1/challenges/{id}/foresight', { params }));
        await followJob(api, job, bar, signal);
      } finally {
        bar.stop();
      }
    }
    const history = bodyOf(await api.GET('/api/v1/challenges/{id}', { params }));
    stdout.write(flags.json ? `${JSON.stringify(history, null, 2)}\n` : challengeWords(history, lang));
  });
}

async function begun(api: Api, standard: Awaited<ReturnType<typeof anyScheme>>): Promise<string> {
  const { challenge } = bodyOf(await api.POST('/api/v1/challenges', { body: standard }));
  return challenge.id;
}

/** The challenge that goes on, or else the last one. */
async function lastChallenge(api: Api, mustGoOn: boolean): Promise<string> {
  const [last] = bodyOf(await api.GET('/api/v1/challenges')).challenges;
  if (last === undefined || (mustGoOn && last.endedAt !== null)) {
    return refuse(
      'no-challenge',
      '',
      '没有正在进行的影子评级；用 tierbook scheme challenge 文件 开始一个',
      'no challenge goes on; begin one with `tierbook scheme challenge FILE`',
    );
  }
  return last.id;
}
