const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Cleanups that run however the process ends. */
class Leftovers {
  private readonly putAway = new Set<() => void>();

  /** Registers a cleanup. The returned function runs it now, and unregisters it. */
  add(putAway: () => void): () => void {
    if (this.putAway.size === 0) this.listen();
    this.putAway.add(putAway);
    return () => {
      if (!this.putAway.delete(putAway)) return;
      if (this.putAway.size === 0) this.unlisten();
      putAway();
    };
  }

  /** Runs all cleanups, the last one registered first. */
  private readonly all = (): void => {
    for (const putAway of [...this.putAway].reverse()) putAway();
    this.putAway.clear();
  };

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.all();
    this.unlisten();
    // The parent process has to see the signal that ended this one.
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
