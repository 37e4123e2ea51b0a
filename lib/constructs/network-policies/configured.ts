import { Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ANY_PORT } from '../../model/connections/addresses';
import { type ConfiguredFlow, flowsOf, storageHosts } from '../../model/connections/configured-connections';
import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from '../../values/k8s';
import { NAMESPACE_LABEL } from '../../values/names';
import type { System } from '../../values/system';
import type { NetworkPoliciesDefinition } from './definition';
import { policyPort } from './ports';
import { ServiceDirectory, type Target } from './service-directory';

/** A policy for connections of one purpose. */
export interface ConfiguredEgress {
  /** Suffix of its name. */
  readonly suffix: string;
  /** Components that open the connections; none are all pods. */
  readonly components: readonly string[];
  readonly rules: NetworkPolicyEgressRule[];
}

type Definition = Pick<NetworkPoliciesDefinition, 'system' | 'components' | 'config' | 'storages' | 'props'>;

/**
 * A policy for each purpose of the connections in a configuration and its storages. The Services are looked up
 * after all charts are made, since the chart of a Service may be made later.
 */
export function configuredEgress(
  scope: IConstruct,
  { system, components = [], config, storages = [], props }: Definition,
): ConfiguredEgress[] {
  const stored = storages
    .flatMap(storageHosts)
    .map((host): ConfiguredFlow => ({ ...host, kind: 'egress-external-storage' }));
  const directory = new ServiceDirectory(scope);
  const flows = [...flowsOf(config, components), ...stored].filter(
    ({ host, port }) => !isOwn(system, directory.find(host, port, system.namespace)),
  );
  return [...new Set(flows.map(({ kind }) => kind))].flatMap((kind) => {
    const ofKind = flows.filter((flow) => flow.kind === kind);
    const owners = [...new Set(ofKind.map(({ component }) => component))];
    const cidrs = kind === 'egress-external-storage' ? props.storage?.cidrs : undefined;
    return owners.map((component): ConfiguredEgress => {
      const own = ofKind.filter((flow) => flow.component === component);
      return {
        // A policy for a single component needs no component in its name.
        suffix: owners.length === 1 || component === undefined ? kind : `${kind}-${component}`,
        components: component === undefined ? components : [component],
        rules: Lazy.any({ produce: () => rulesFor(new ServiceDirectory(scope), system, own, cidrs) }),
      };
    });
  });
}

/** Whether pods of the installation itself answer, which may connect to each other anyway. */
function isOwn(system: System, target: Target): boolean {
  if (target.type === 'outside' || target.namespace !== system.namespace) return false;
  const { selector = {} } = target;
  return Object.entries(system.selector).every(([key, value]) => selector[key] === value);
}

/** A rule for each place that flows lead to, each once. */
function rulesFor(
  directory: ServiceDirectory,
  { namespace }: System,
  flows: readonly ConfiguredFlow[],
  cidrs: readonly string[] | undefined,
): NetworkPolicyEgressRule[] {
  const rules = flows.map(({ host, port }) => ruleFor(namespace, directory.find(host, port, namespace), cidrs));
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function ruleFor(own: string, target: Target, cidrs: readonly string[] | undefined): NetworkPolicyEgressRule {
  if (target.type === 'outside') {
    const networks = target.ip === undefined ? cidrs : [`${target.ip}/32`];
    const peers = networks?.map((cidr): NetworkPolicyPeer => ({ ipBlock: { cidr } }));
    const ports = target.port === ANY_PORT ? undefined : [policyPort({ port: target.port })];
    return { ...(peers && { to: peers }), ...(ports && { ports }) };
  }
  const { namespace, selector, ports } = target;
  const isElsewhere = namespace !== own;
  const to: NetworkPolicyPeer = {
    ...(isElsewhere && { namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } } }),
    ...(selector ? { podSelector: { matchLabels: { ...selector } } } : !isElsewhere && { podSelector: {} }),
  };
  return { to: [to], ...(ports && { ports: ports.map((port) => policyPort({ port })) }) };
}
