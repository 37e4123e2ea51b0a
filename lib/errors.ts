/**
 * A mistake in what a user wrote. It is printed as its sentences, one a line, and never with a stack trace.
 * Each sentence says where, what was found, what is allowed and what to do.
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
 * Names the place of a mistake: what `parse` makes, its sentences led by `where`.
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

/** Gathers the mistakes of one subject, so that a run names all of them and not only the first. */
export class Mistakes {
  private readonly sentences: string[] = [];

  /** @param subject stands before each sentence, such as `service "web"`. */
  constructor(private readonly subject: string) {}

  /** Records a mistake at `where`, a path below the subject. */
  add(where: string, sentence: string): void {
    this.sentences.push([this.subject, where, sentence].filter((part) => part !== '').join(': '));
  }

  /** What `parse` makes, or `fallback` with the mistake recorded if it throws a UserError. */
  attempt<T>(where: string, parse: () => T, fallback: T): T {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const sentence of error.sentences) this.add(where, sentence);
      return fallback;
    }
  }

  /** What `parse` makes of each item, in one list; mistakes are recorded at `where[index]`. */
  each<T, R>(where: string, items: readonly T[], parse: (item: T) => readonly R[]): R[] {
    return items.flatMap((item, index) => this.attempt(`${where}[${index}]`, () => parse(item), []));
  }

  /** @throws UserError with all that was recorded, if anything was. */
  throwIfAny(): void {
    if (this.sentences.length > 0) throw new UserError(...this.sentences);
  }
}
