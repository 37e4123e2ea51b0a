/**
 * An error in the input of a user. It is printed as its sentences, one per line, without a stack trace.
 * Each sentence has the place, the found value, the allowed values and the remedy.
 */
export class UserError extends Error {
  readonly sentences: readonly string[];

  constructor(...sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'UserError';
    this.sentences = sentences;
  }
}

/**
 * Adds the place to an error: returns the result of `parse`, or prefixes its sentences with `where`.
 * @throws UserError as `parse` does, with the place
 */
export function within<T>(where: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(...error.sentences.map((sentence) => `${where}: ${sentence}`));
  }
}

/** Collects the errors of one subject, so that a run reports all of them and not only the first. */
export class Mistakes {
  private readonly sentences: string[] = [];

  /** @param subject prefix of each sentence, such as `service "web"`. */
  constructor(private readonly subject: string) {}

  /** Adds an error at `where`, a path below the subject. */
  add(where: string, sentence: string): void {
    this.sentences.push([this.subject, where, sentence].filter((part) => part !== '').join(': '));
  }

  /** Returns the result of `parse`, or records its UserError and returns `fallback`. */
  attempt<T>(where: string, parse: () => T, fallback: T): T {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const sentence of error.sentences) this.add(where, sentence);
      return fallback;
    }
  }

  /** Returns the results of `parse` for all items in one list; errors are recorded at `where[index]`. */
  each<T, R>(where: string, items: readonly T[], parse: (item: T) => readonly R[]): R[] {
    return items.flatMap((item, index) => this.attempt(`${where}[${index}]`, () => parse(item), []));
  }

  /** @throws UserError with all recorded sentences, if there are any. */
  throwIfAny(): void {
    if (this.sentences.length > 0) throw new UserError(...this.sentences);
  }
}
