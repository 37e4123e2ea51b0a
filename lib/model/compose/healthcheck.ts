import { UserError, within } from '../../values/errors';
import { show } from '../../values/text';
import { shellCommand } from './command';
import { parseBoolean, parseInteger, parseSeconds } from './scalars';
import type { ComposeHealthcheck } from './types';

/** Timing and thresholds of a probe; an unset member keeps Kubernetes' default. */
export interface ProbeTimes {
  readonly intervalSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly retries?: number;
  readonly startPeriodSeconds?: number;
}

export interface Healthcheck {
  /** Program and arguments; none if only labels define the check. */
  readonly command?: readonly string[];
  readonly times: ProbeTimes;
}

/** The health check; `disabled` where it is switched off. */
export function parseHealthcheck(healthcheck: ComposeHealthcheck): Healthcheck | 'disabled' {
  const { test, disable = false } = healthcheck;
  if (parseBoolean(disable)) return 'disabled';
  const times = parseTimes(healthcheck);
  if (test === undefined) return { times };
  const command = parseTest(test);
  return command === undefined ? 'disabled' : { command, times };
}

function parseTest(test: string | readonly string[]): readonly string[] | undefined {
  if (typeof test === 'string') return shellCommand(test);
  const [kind, ...words] = test;
  if (kind === 'NONE' && words.length === 0) return undefined;
  if (kind === 'CMD' && words.length > 0) return words;
  const [line] = words;
  if (kind === 'CMD-SHELL' && words.length === 1 && line !== undefined) return shellCommand(line);
  throw new UserError(
    `test: found ${show(test)}, allowed are a string, ["CMD", program, ...], ["CMD-SHELL", line] and ["NONE"]`,
  );
}

type Times = Pick<ComposeHealthcheck, 'interval' | 'timeout' | 'retries' | 'start_period'>;

/** The four times of a health check, each with the key's name in its error. */
export function parseTimes({ interval, timeout, retries, start_period }: Times): ProbeTimes {
  return {
    ...(interval !== undefined && { intervalSeconds: within('interval', () => positiveSeconds(interval)) }),
    ...(timeout !== undefined && { timeoutSeconds: within('timeout', () => positiveSeconds(timeout)) }),
    ...(retries !== undefined && { retries: within('retries', () => parseInteger(retries, 1)) }),
    ...(start_period !== undefined && {
      startPeriodSeconds: within('start_period', () => parseSeconds(start_period)),
    }),
  };
}

function positiveSeconds(text: string): number {
  const seconds = parseSeconds(text);
  if (seconds === 0) throw new UserError(`found ${show(text)}, allowed is at least 1s`);
  return seconds;
}
