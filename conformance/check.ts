import type { WrittenEnvironment } from './environment';
import type { Found } from './programs/locate';
import type { ProgramName } from './programs/program';

/** What a program made of what it was given. */
export interface Judgement {
  /** Why it does not take it, with the words of the program. */
  readonly refusals: readonly string[];
  /** What it takes, and has something to say about. */
  readonly remarks: readonly string[];
}

/** What a check has to do in an environment. */
export interface Task {
  /** What is looked at, such as `7 pods`. */
  readonly subject: string;
  /** Versions that the environment runs. */
  readonly versions: readonly string[];
  /** @param folder is empty, and gone afterwards */
  readonly run: (programs: (name: ProgramName) => Found, folder: string) => Promise<Judgement>;
}

/** What a real program is asked about an environment. */
export interface ConformanceCheck {
  readonly name: string;
  /** What it asks, for the help. */
  readonly summary: string;
  /** Programs that it needs; the first one is that whose version is shown. */
  readonly programs: readonly [ProgramName, ...ProgramName[]];
  /** Whether it asks the same of every environment, so that one is enough. @default false */
  readonly once?: boolean;
  /** What there is to do; nothing if the environment has nothing of it. */
  readonly task: (environment: WrittenEnvironment) => Task | undefined;
}

/** All that several judgements say, what two of them say once. */
export const together = (judgements: readonly Judgement[]): Judgement => ({
  refusals: [...new Set(judgements.flatMap(({ refusals }) => refusals))],
  remarks: [...new Set(judgements.flatMap(({ remarks }) => remarks))],
});

/** `1 pod`, `7 pods`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What programs said in several places, each saying once with the first place and the number of others. */
export function gathered(said: ReadonlyArray<{ readonly place: string; readonly words: string }>): string[] {
  const places = new Map<string, string[]>();
  for (const { place, words } of said) places.set(words, [...(places.get(words) ?? []), place]);
  return [...places].map(([words, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${counted(others.length, 'other')}`;
    return `${first}${more}: ${words}`;
  });
}
