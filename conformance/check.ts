import type { WrittenEnvironment } from './environment';
import type { Found } from './programs/locate';
import type { ProgramName } from './programs/program';

/** Result of a program for its input. */
export interface Judgement {
  /** Reasons why the program rejects the input, in the program's own words. */
  readonly refusals: readonly string[];
  /** Warnings about input that the program accepts. */
  readonly remarks: readonly string[];
}

/** The work of a check in an environment. */
export interface Task {
  /** The subject of the check, such as `7 pods`. */
  readonly subject: string;
  /** Versions that the environment runs. */
  readonly versions: readonly string[];
  /** @param folder an empty temporary folder, removed afterwards */
  readonly run: (programs: (name: ProgramName) => Found, folder: string) => Promise<Judgement>;
}

/** A check of an environment by a real program. */
export interface ConformanceCheck {
  readonly name: string;
  /** Description for the help. */
  readonly summary: string;
  /** Programs that the check needs; the version of the first one is shown. */
  readonly programs: readonly [ProgramName, ...ProgramName[]];
  /** Whether the check is the same for every environment, so that one is enough. @default false */
  readonly once?: boolean;
  /** The work to do; undefined if there is nothing to check in the environment. */
  readonly task: (environment: WrittenEnvironment) => Task | undefined;
}

/** All messages of several judgements, without duplicates. */
export const together = (judgements: readonly Judgement[]): Judgement => ({
  refusals: [...new Set(judgements.flatMap(({ refusals }) => refusals))],
  remarks: [...new Set(judgements.flatMap(({ remarks }) => remarks))],
});

/** `1 pod`, `7 pods`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Messages of programs in several places: each message once, with the first place and the number of others. */
export function gathered(said: ReadonlyArray<{ readonly place: string; readonly words: string }>): string[] {
  const places = new Map<string, string[]>();
  for (const { place, words } of said) places.set(words, [...(places.get(words) ?? []), place]);
  return [...places].map(([words, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${counted(others.length, 'other')}`;
    return `${first}${more}: ${words}`;
  });
}
