import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { UserError } from '../../values/errors';
import { KubeConfigMap, KubeNetworkPolicy, KubePersistentVolumeClaim } from '../../values/k8s';
import type { EnvFile } from './env-files';
import { networkLabel, serviceLabel } from './names';
import type { VolumeClaim } from './volumes';

// Objects that several services of a Compose file have in common. They belong to the chart: the first service
// that needs one makes it.

/** The claim of a volume. Services that mount one volume share its claim. */
export class KomposeClaim extends Construct {
  private readonly accessModes: string[];

  private constructor(
    scope: Construct,
    id: string,
    private readonly claim: VolumeClaim,
  ) {
    super(scope, id);
    // The very list that the object is rendered from: a later service may still need to write.
    this.accessModes = [...(claim.spec.accessModes ?? [])];
    new KubePersistentVolumeClaim(this, 'claim', {
      metadata: { name: claim.name, labels: serviceLabel(claim.name) },
      spec: { ...claim.spec, accessModes: this.accessModes },
    });
  }

  /**
   * The claim of this name in the chart of `scope`, made unless it is there.
   * @throws UserError if two services want it differently
   */
  static in(scope: Construct, claim: VolumeClaim): void {
    const chart = Chart.of(scope);
    const id = `claim-${claim.name}`;
    const there = chart.node.tryFindChild(id);
    if (there instanceof KomposeClaim) there.shareWith(claim);
    else if (!claim.external) new KomposeClaim(chart, id, claim);
  }

  private shareWith({ name, spec }: VolumeClaim): void {
    const wish = ({ resources, selector, storageClassName }: VolumeClaim['spec']) =>
      JSON.stringify([resources, selector, storageClassName]);
    if (wish(spec) !== wish(this.claim.spec)) {
      throw new UserError(
        `volumes: volume "${name}" has another size, class or selector in an earlier service: set kompose.volume.size on the volume, and the same labels on both services`,
      );
    }
    // A claim is writable if at least one service writes to it.
    if (spec.accessModes?.includes('ReadWriteOnce')) this.accessModes.splice(0, Infinity, 'ReadWriteOnce');
  }
}

/** The NetworkPolicy of a network in the chart of `scope`: allows only connections between its members. */
export function networkPolicyIn(scope: Construct, network: string): void {
  const chart = Chart.of(scope);
  const id = `network-${network}`;
  if (chart.node.tryFindChild(id)) return;
  const members = { matchLabels: networkLabel(network) };
  new KubeNetworkPolicy(chart, id, {
    metadata: { name: network },
    spec: { podSelector: members, ingress: [{ from: [{ podSelector: members }] }] },
  });
}

/** The ConfigMap of a file of variables. Services that name one file share its ConfigMap. */
export class EnvFileConfigMap extends Construct {
  private constructor(
    scope: Construct,
    id: string,
    service: string,
    private readonly file: EnvFile,
  ) {
    super(scope, id);
    new KubeConfigMap(this, 'config-map', {
      metadata: { name: file.configMap, labels: serviceLabel(`${service}-${file.configMap}`) },
      data: file.variables,
    });
  }

  /**
   * The ConfigMap of this name in the chart of `scope`, made unless it is there.
   * @throws UserError if another file has become a ConfigMap of this name
   */
  static in(scope: Construct, service: string, file: EnvFile): void {
    const chart = Chart.of(scope);
    const id = `env-file-${file.configMap}`;
    const there = chart.node.tryFindChild(id);
    if (!(there instanceof EnvFileConfigMap)) new EnvFileConfigMap(chart, id, service, file);
    else if (JSON.stringify(there.file.variables) !== JSON.stringify(file.variables)) {
      throw new UserError(
        `env_file: two files with different content become the ConfigMap "${file.configMap}": rename one`,
      );
    }
  }
}
