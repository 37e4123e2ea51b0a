import type { Construct } from 'constructs';
import { ruleText } from '../../lib/constructs/monitoring/rule-files';
import { Mistakes } from '../../lib/values/errors';
import { KubeConfigMap, type Volume, type VolumeMount } from '../../lib/values/k8s';
import { dnsLabel, dnsSubdomain } from '../../lib/values/names';
import type { SystemComponent } from '../../lib/values/system';
import { show } from '../../lib/values/text';
import { RULES_FOLDER } from './config';
import type { RulerProps } from './props';

/** The characters that Kubernetes allows in a key of a ConfigMap. */
const FILE_NAME = /^[-._a-zA-Z0-9]+$/;

const NO_RULES: Volume = { name: 'rules', emptyDir: {} };

/** Makes a ConfigMap of rules for each tenant, and returns the volumes and mounts. */
export function createRuleDirectories(
  scope: Construct,
  { system, objectName, labels }: SystemComponent,
  directories: NonNullable<RulerProps['directories']>,
): { readonly volumes: readonly Volume[]; readonly volumeMounts: readonly VolumeMount[] } {
  const mistakes = new Mistakes(`${scope.node.path}: ruler.directories`);
  const tenants = Object.entries(directories).map(([tenant, files]) => {
    const volume = `rules-${tenant.replaceAll('_', '-').replace(/-$/, '').toLowerCase()}`;
    const name = `${objectName}-${volume}`;
    mistakes.attempt(tenant, () => dnsLabel(volume), volume);
    mistakes.attempt(tenant, () => dnsSubdomain(name), name);
    const data = Object.entries(files).map(([file, rules]) => {
      if (!FILE_NAME.test(file)) {
        mistakes.add(tenant, `found file ${show(file)}, allowed are letters, digits, "-", "_" and ".": rename it`);
      }
      return [file, mistakes.attempt(`${tenant}.${file}`, () => ruleText(rules), '')] as const;
    });
    return { tenant, volume, name, data };
  });
  for (const [index, { tenant, name }] of tenants.entries()) {
    const other = tenants.slice(0, index).find((earlier) => earlier.name === name);
    if (other) mistakes.add(tenant, `found "${other.tenant}" beside it, both would be ConfigMap ${name}: rename one`);
  }
  mistakes.throwIfAny();
  for (const { name, data } of tenants) {
    new KubeConfigMap(scope, name, {
      metadata: { name, namespace: system.namespace, labels: { ...labels } },
      data: Object.fromEntries(data),
    });
  }
  // The ruler ends if the folder of rules is not there and cannot be made.
  if (tenants.length === 0) {
    return { volumes: [NO_RULES], volumeMounts: [{ name: NO_RULES.name, mountPath: RULES_FOLDER }] };
  }
  return {
    volumes: tenants.map(({ volume, name }) => ({ name: volume, configMap: { name } })),
    volumeMounts: tenants.map(({ tenant, volume }) => ({ name: volume, mountPath: `${RULES_FOLDER}/${tenant}` })),
  };
}
