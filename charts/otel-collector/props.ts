import type { CollectorProps } from '../../lib/constructs/collect/props';
import type { DefaultCollector } from './config';
import type { DefaultCollectorProps } from './default-props';
import type { AnyCollector } from './define';

export interface OtelCollectorProps extends CollectorProps, DefaultCollectorProps {
  /**
   * The configuration, made of the default with `defineCollector`, so that pipelines can name only components that are
   * configured: `(base) => defineCollector({ ...base, exporters: { ...base.exporters, 'otlp/b': { endpoint } } })`.
   * @default - that of the chart
   */
  readonly config?: (base: DefaultCollector) => AnyCollector;
  /**
   * Whether pods of a node reach its collector at the node's own address. Only one pod of a node can have a port.
   * @default true
   */
  readonly hostPorts?: boolean;
}
