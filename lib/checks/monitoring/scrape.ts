import type { Pods } from '../cluster';
import type { ContainerSpec, PortSpec } from '../objects';

/** Scrape of metrics. */
export interface Scrape {
  /** Identity of the object that has it scraped. */
  readonly object: string;
  /** Place in the object. */
  readonly at: string;
  /** Label `job` of its metrics. */
  readonly job: string;
  /** Program that serves the metrics, if known. */
  readonly program?: string | undefined;
  /** The container that is asked, as far as the environment makes it. */
  readonly container?: ContainerSpec | undefined;
  readonly pods?: Pods | undefined;
  readonly port?: PortSpec | undefined;
  /** Path that is asked for, such as `/metrics`. */
  readonly path: string;
}
