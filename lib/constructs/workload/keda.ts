import type { Construct } from 'constructs';
import { ScaledObject, type ScaledObjectSpecTriggers } from '../../../imports/keda.sh';
import type { Mistakes } from '../../values/errors';
import type { HorizontalPodAutoscalerBehaviorV2 } from '../../values/k8s';
import type { Labels } from '../../values/system';
import { show } from '../../values/text';
import type { Target } from './scale-target';

/** Scalers of KEDA with their settings, by their names. */
export interface KedaScalers {
  /** A PromQL query that returns a single number. */
  readonly prometheus: {
    /** URL of the Prometheus API, such as `mimir.prometheus.url`. */
    readonly serverAddress: string;
    /** PromQL. */
    readonly query: string;
    /** Target value per pod. */
    readonly threshold: number;
    /** Value above which there are any pods at all, if `minReplicaCount` is 0. @default 0 */
    readonly activationThreshold?: number;
    /** Headers of the request, such as `{ 'X-Scope-OrgID': 'team' }`. @default - none */
    readonly customHeaders?: Labels;
    /** Whether no result counts as 0 instead of as an error. @default true */
    readonly ignoreNullValues?: boolean;
    /** A TriggerAuthentication with the credentials. @default - none */
    readonly authenticationRef?: AuthenticationRef;
  };
  /** Processor time; pods have to request some. */
  readonly cpu: ResourceScaler;
  /** Memory; pods have to request some. */
  readonly memory: ResourceScaler;
  /** A number of pods between two times. */
  readonly cron: {
    /** Such as `Europe/Berlin`. */
    readonly timezone: string;
    /** When it begins, as cron has it: `0 8 * * 1-5`. */
    readonly start: string;
    /** When it ends, as cron has it. */
    readonly end: string;
    readonly desiredReplicas: number;
  };
  /** Any other scaler of KEDA, as its documentation has it. */
  readonly custom: {
    /** Such as `kafka`. */
    readonly type: string;
    readonly metadata: Labels;
    /** @default "AverageValue" */
    readonly metricType?: 'AverageValue' | 'Value' | 'Utilization';
    /** @default - none */
    readonly authenticationRef?: AuthenticationRef;
  };
}

/** A TriggerAuthentication, or one for all namespaces. */
export interface AuthenticationRef {
  readonly name: string;
  /** @default "TriggerAuthentication" */
  readonly kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
}

/** Percentage of the resource request, or an average amount per pod such as `500m` or `1Gi`. */
export type ResourceScaler = { readonly utilization: number } | { readonly averageValue: string };

/** One scaler with its settings. */
export type KedaTrigger = {
  [Name in keyof KedaScalers]: { readonly [Key in Name]: KedaScalers[Name] } & {
    readonly [Key in Exclude<keyof KedaScalers, Name>]?: never;
  };
}[keyof KedaScalers];

/** Autoscaling with a ScaledObject of KEDA (`keda.sh/v1alpha1`; Helm's `kedaAutoscaling` of Mimir). */
export interface Keda {
  /** Minimum; 0 removes all pods while no trigger is active. @default 1 */
  readonly minReplicaCount?: number;
  /** @default 3 */
  readonly maxReplicaCount?: number;
  /** Seconds between two polls of a trigger. @default 30 */
  readonly pollingInterval?: number;
  /** Seconds after the last activity before it scales to 0 pods. @default 300 */
  readonly cooldownPeriod?: number;
  /** Rate of scaling up and down (`advanced.horizontalPodAutoscalerConfig.behavior`). @default - that of Kubernetes */
  readonly behavior?: HorizontalPodAutoscalerBehaviorV2;
  /** Number of pods after repeated failures of a trigger. @default - the current number */
  readonly fallback?: { readonly failureThreshold: number; readonly replicas: number };
  /** At least one; the trigger that requires most pods decides. */
  readonly triggers: readonly KedaTrigger[];
}

/** Makes the ScaledObject of a workload. */
export function createScaledObject(scope: Construct, { component, kind, labels }: Target, keda: Keda): void {
  const { minReplicaCount = 1, maxReplicaCount = 3, pollingInterval, cooldownPeriod, behavior, fallback } = keda;
  new ScaledObject(scope, 'scaled-object', {
    metadata: { name: component.objectName, namespace: component.system.namespace, labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind, name: component.objectName },
      minReplicaCount,
      maxReplicaCount,
      pollingInterval,
      cooldownPeriod,
      ...(behavior && { advanced: { horizontalPodAutoscalerConfig: { behavior } } }),
      fallback,
      triggers: keda.triggers.map(triggerOf),
    },
  });
}

function triggerOf({ prometheus, cpu, memory, cron, custom }: KedaTrigger): ScaledObjectSpecTriggers {
  if (prometheus) {
    const { authenticationRef, customHeaders = {}, activationThreshold, ignoreNullValues, ...own } = prometheus;
    const headers = Object.entries(customHeaders).map(([name, value]) => `${name}=${value}`);
    return {
      type: 'prometheus',
      metadata: {
        serverAddress: own.serverAddress,
        query: own.query,
        threshold: String(own.threshold),
        ...(activationThreshold !== undefined && { activationThreshold: String(activationThreshold) }),
        ...(headers.length > 0 && { customHeaders: headers.join(',') }),
        ...(ignoreNullValues !== undefined && { ignoreNullValues: String(ignoreNullValues) }),
      },
      authenticationRef,
    };
  }
  if (cron) {
    const { desiredReplicas, ...times } = cron;
    return { type: 'cron', metadata: { ...times, desiredReplicas: String(desiredReplicas) } };
  }
  if (cpu) return resourceTrigger('cpu', cpu);
  return memory ? resourceTrigger('memory', memory) : { ...custom };
}

const resourceTrigger = (type: string, scaler: ResourceScaler): ScaledObjectSpecTriggers =>
  'utilization' in scaler
    ? { type, metricType: 'Utilization', metadata: { value: String(scaler.utilization) } }
    : { type, metricType: 'AverageValue', metadata: { value: scaler.averageValue } };

/** Rejects settings that KEDA would reject or never scale by; each error contains the prop. */
export function checkKeda(keda: Keda, mistakes: Mistakes): void {
  const { minReplicaCount = 1, maxReplicaCount = 3, pollingInterval, cooldownPeriod, triggers } = keda;
  const at = (key: string): string => `autoscaling.keda.${key}`;
  const isMin = isCount(at('minReplicaCount'), minReplicaCount, 0, mistakes);
  const isMax = isCount(at('maxReplicaCount'), maxReplicaCount, 1, mistakes);
  if (isMin && isMax && minReplicaCount > maxReplicaCount) {
    mistakes.add(
      'autoscaling.keda',
      `found minReplicaCount ${minReplicaCount} above maxReplicaCount ${maxReplicaCount}: raise maxReplicaCount, or lower minReplicaCount`,
    );
  }
  if (pollingInterval !== undefined) isCount(at('pollingInterval'), pollingInterval, 1, mistakes);
  if (cooldownPeriod !== undefined) isCount(at('cooldownPeriod'), cooldownPeriod, 0, mistakes);
  if (triggers.length === 0) mistakes.add(at('triggers'), 'found none, so nothing would be scaled: set at least one');
  const isByUse = triggers.length > 0 && triggers.every(({ cpu, memory }) => cpu !== undefined || memory !== undefined);
  if (minReplicaCount === 0 && isByUse) {
    mistakes.add(
      at('minReplicaCount'),
      'found 0 with only cpu and memory triggers, which cannot scale up from 0 pods: raise it to 1, or add another trigger',
    );
  }
  for (const [index, trigger] of triggers.entries()) {
    checkTrigger(`${at('triggers')}[${index}]`, trigger, mistakes);
  }
}

function checkTrigger(at: string, { prometheus, cpu, memory, cron }: KedaTrigger, mistakes: Mistakes): void {
  if (prometheus && !/^https?:\/\/\S+$/.test(prometheus.serverAddress)) {
    mistakes.add(
      `${at}.prometheus.serverAddress`,
      `found ${show(prometheus.serverAddress)}, allowed is an HTTP URL: pass that of the chart`,
    );
  }
  if (prometheus && prometheus.query.trim() === '') {
    mistakes.add(`${at}.prometheus.query`, 'missing: set a query that returns a single number');
  }
  for (const [type, scaler] of Object.entries({ cpu, memory })) {
    if (scaler && 'utilization' in scaler) isCount(`${at}.${type}.utilization`, scaler.utilization, 1, mistakes);
  }
  if (cron === undefined) return;
  isCount(`${at}.cron.desiredReplicas`, cron.desiredReplicas, 0, mistakes);
  for (const key of ['start', 'end'] as const) {
    if (cron[key].trim().split(/\s+/).length === 5) continue;
    mistakes.add(
      `${at}.cron.${key}`,
      `found ${show(cron[key])}, allowed are the five fields of cron, such as "0 8 * * 1-5": change it`,
    );
  }
}

function isCount(where: string, count: number, least: number, mistakes: Mistakes): boolean {
  if (Number.isSafeInteger(count) && count >= least) return true;
  mistakes.add(where, `found ${count}, allowed is a whole number of at least ${least}`);
  return false;
}
