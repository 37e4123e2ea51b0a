import { bytesOf, type Cpu, coresOf, type Size } from '../../lib/values/quantity';

/**
 * `GOMAXPROCS`: twice the CPU request, and at least four more, so that a burst is not held back by Go's scheduler,
 * and not as many as a large node has.
 */
export const goMaxProcs = (requested: Cpu = 0, least = 1): string => {
  const cores = coresOf(requested);
  return String(Math.max(least, Math.ceil(Math.max(2 * cores, cores + 4))));
};

/** `GOMEMLIMIT`: the memory request; Go collects garbage more often near this limit. */
export const goMemoryLimit = (requested: Size = 0): string => String(bytesOf(requested));
