import type { Construct } from 'constructs';
import { renderConfig } from '../../lib/config/render';
import { Mistakes } from '../../lib/errors';
import { KubeConfigMap, type Volume, type VolumeMount } from '../../lib/k8s';
import { ruleFile } from '../../lib/monitoring/rules';
import { dnsLabel } from '../../lib/names';
import type { Component } from '../../lib/system';
import { RULES_FOLDER } from './config';
import type { RulerProps } from './props';

const NO_RULES: Volume = { name: 'rules', emptyDir: {} };

/** Makes a ConfigMap of rules for each tenant, and returns what mounts them. */
export function createRuleDirectories(
  scope: Construct,
  { system, objectName, labels }: Component,
  directories: NonNullable<RulerProps['directories']>,
): { readonly volumes: readonly Volume[]; readonly volumeMounts: readonly VolumeMount[] } {
  const mistakes = new Mistakes(`${scope.node.path}: ruler.directories`);
  const tenants = Object.entries(directories).map(([tenant, files]) => {
    const name = `${objectName}-${tenant.toLowerCase().replaceAll('_', '-')}`;
    mistakes.attempt(tenant, () => dnsLabel(name), name);
    return { tenant, name, files };
  });
  for (const [index, { tenant, name }] of tenants.entries()) {
    const other = tenants.slice(0, index).find((earlier) => earlier.name === name);
    if (other) mistakes.add(tenant, `found "${other.tenant}" beside it, both would be ConfigMap ${name}: rename one`);
  }
  mistakes.throwIfAny();
  for (const { name, files } of tenants) {
    new KubeConfigMap(scope, name, {
      metadata: { name, namespace: system.namespace, labels: { ...labels } },
      data: Object.fromEntries(Object.entries(files).map(([file, groups]) => [file, renderConfig(ruleFile(groups))])),
    });
  }
  // The ruler ends if the folder of rules is not there and cannot be made.
  if (tenants.length === 0) {
    return { volumes: [NO_RULES], volumeMounts: [{ name: NO_RULES.name, mountPath: RULES_FOLDER }] };
  }
  return {
    volumes: tenants.map(({ name }) => ({ name, configMap: { name } })),
    volumeMounts: tenants.map(({ tenant, name }) => ({ name, mountPath: `${RULES_FOLDER}/${tenant}` })),
  };
}
