import { bytesOf, type Cpu, coresOf, type Size } from '../../lib/values/quantity';

/**
 * `GOMAXPROCS`: twice what is requested, and at least four more, so that a burst is not held back by Go's scheduler,
 * and not as many as a large node has.
 */
export const goMaxProcs = (requested: Cpu = 0, least = 1): string => {
  const cores = coresOf(requested);
  return String(Math.max(least, Math.ceil(Math.max(2 * cores, cores + 4))));
};

/** `GOMEMLIMIT`: what is requested; Go collects more often before it takes more. */
export const goMemoryLimit = (requested: Size = 0): string => String(bytesOf(requested));
