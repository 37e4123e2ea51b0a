import { split } from 'shlex';
import { UserError } from '../../values/errors';
import { show } from '../../values/text';

/** A command as a list of words; one line is split as a shell would split it. */
export function parseCommand(command: string | readonly string[]): readonly string[] {
  if (typeof command !== 'string') return command;
  try {
    return split(command);
  } catch {
    throw new UserError(`found ${show(command)}, a quote is not closed: close it, or write the command as a list`);
  }
}

/** A line for a shell, as Compose means a test that is one string; kompose 1.26 looks for a program of that name. */
export const shellCommand = (line: string): readonly string[] => ['/bin/sh', '-c', line];
