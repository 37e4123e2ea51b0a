const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is to be put away, whichever way the process ends. */
class Leftovers {
  private readonly putAway = new Set<() => void>();

  /** Remembers how something is put away. What it answers does so now, and forgets it. */
  add(putAway: () => void): () => void {
    if (this.putAway.size === 0) this.listen();
    this.putAway.add(putAway);
    return () => {
      if (!this.putAway.delete(putAway)) return;
      if (this.putAway.size === 0) this.unlisten();
      putAway();
    };
  }

  /** Puts everything away, what came last first. */
  private readonly all = (): void => {
    for (const putAway of [...this.putAway].reverse()) putAway();
    this.putAway.clear();
  };

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.all();
    this.unlisten();
    // Whoever waits for the process learns that it was ended, and by what.
    process.kill(process.pid, signal);
  };

  private listen(): void {
    process.on('exit', this.all);
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
  }

  private unlisten(): void {
    process.off('exit', this.all);
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
  }
}

export const leftovers = new Leftovers();
