import type { ExporterTypes, ExtensionTypes, OtherComponent, ProcessorTypes, ReceiverTypes } from './config-components';

/** Settings of a component by its name, which is `type` or `type/name`. */
type SettingsOf<Types, Name extends string> = Name extends keyof Types
  ? Types[Name]
  : Name extends `${infer Type}/${string}`
    ? Type extends keyof Types
      ? Types[Type]
      : OtherComponent
    : OtherComponent;

type Components<Types, Name extends string> = { readonly [N in Name]?: SettingsOf<Types, N> };

/** Signals of a pipeline. */
export type Signal = 'traces' | 'metrics' | 'logs';

/** From receivers by way of processors, in this order, to exporters. */
export interface CollectorPipeline<R extends string, P extends string, E extends string> {
  readonly receivers: readonly R[];
  /** @default - none */
  readonly processors?: readonly P[];
  readonly exporters: readonly E[];
}

/**
 * A configuration of the collector, generic over the names of its components: a pipeline can name no other.
 *
 * @typeParam R names of receivers
 * @typeParam P names of processors
 * @typeParam E names of exporters
 * @typeParam X names of extensions
 */
export interface Collector<R extends string, P extends string, E extends string, X extends string> {
  readonly receivers: Components<ReceiverTypes, R>;
  readonly processors: Components<ProcessorTypes, P>;
  readonly exporters: Components<ExporterTypes, E>;
  /** All of them run. */
  readonly extensions: Components<ExtensionTypes, X>;
  /** By signal, or `signal/name`. */
  readonly pipelines: { readonly [name in Signal | `${Signal}/${string}`]?: CollectorPipeline<R, P, E> };
}

/** A configuration of any origin, with or without type-checked names: it is validated when it is rendered. */
export interface AnyCollector {
  readonly receivers: ComponentMap;
  readonly processors: ComponentMap;
  readonly exporters: ComponentMap;
  readonly extensions: ComponentMap;
  readonly pipelines: Readonly<Record<string, CollectorPipeline<string, string, string> | undefined>>;
}

export type ComponentMap = Readonly<Record<string, object | undefined>>;

/** A configuration in which a name that is not configured does not compile. */
export const defineCollector = <
  R extends string = never,
  P extends string = never,
  E extends string = never,
  X extends string = never,
>(
  collector: Omit<Collector<R, P, E, X>, 'pipelines'> & {
    readonly pipelines: Collector<NoInfer<R>, NoInfer<P>, NoInfer<E>, X>['pipelines'];
  },
): Collector<R, P, E, X> => collector;
