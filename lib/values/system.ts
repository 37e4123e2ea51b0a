import { Mistakes } from './errors';
import { type Image, imageReference, inRegistry } from './image';
import type { IpFamilies } from './ip-families';
import { dnsLabel, dnsSubdomain, labelValue, serviceName } from './names';

/** Labels of an object or of pods. */
export type Labels = Readonly<Record<string, string>>;

export interface SystemProps {
  /** Name of the application (label `app.kubernetes.io/name`; Helm's `nameOverride`). */
  readonly app: string;
  /** Name of this installation of it (label `app.kubernetes.io/instance`; Helm's release). */
  readonly release: string;
  /** Version of the application (label `app.kubernetes.io/version`). */
  readonly version: string;
  /** Prefix of the names of all objects (Helm's `fullnameOverride`). */
  readonly fullName: string;
  /** Namespace of all objects. */
  readonly namespace: string;
  /** DNS domain of the cluster, optionally with a trailing dot. */
  readonly clusterDomain: string;
  /** Address families of pods and Services. @default - the default of the cluster */
  readonly ipFamilies?: IpFamilies | undefined;
  /** Registry of all images, such as a mirror. @default - that of each image */
  readonly imageRegistry?: string | undefined;
}

/** An installation of a system: names and labels of its objects. */
export class System {
  readonly app: string;
  readonly fullName: string;
  readonly namespace: string;
  readonly clusterDomain: string;
  readonly ipFamilies: IpFamilies | undefined;
  /** Labels that identify this installation and never change, for selectors. */
  readonly selector: Labels;
  /** Labels of all objects; not for selectors, since the version changes. */
  readonly labels: Labels;
  private readonly imageRegistry: string | undefined;

  /** @throws UserError if a part is invalid in Kubernetes */
  constructor({ app, release, version, fullName, namespace, clusterDomain, ipFamilies, imageRegistry }: SystemProps) {
    const mistakes = new Mistakes(`installation "${release}"`);
    mistakes.attempt('app', () => labelValue(app), app);
    mistakes.attempt('release', () => labelValue(release), release);
    mistakes.attempt('version', () => labelValue(version), version);
    mistakes.attempt('fullName', () => serviceName(fullName), fullName);
    mistakes.attempt('namespace', () => dnsLabel(namespace), namespace);
    mistakes.attempt('clusterDomain', () => dnsSubdomain(clusterDomain.replace(/\.$/, '')), clusterDomain);
    if (imageRegistry !== undefined) {
      const image = inRegistry({ repository: 'image' }, imageRegistry);
      mistakes.attempt('imageRegistry', () => imageReference(image), '');
    }
    mistakes.throwIfAny();
    this.app = app;
    this.imageRegistry = imageRegistry;
    this.fullName = fullName;
    this.namespace = namespace;
    this.clusterDomain = clusterDomain;
    this.ipFamilies = ipFamilies;
    this.selector = { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': release };
    this.labels = { ...this.selector, 'app.kubernetes.io/version': version };
  }

  /**
   * An image as the pods of this installation name it.
   * @throws UserError if a part of it has no legal form
   */
  imageReference(image: Image): string {
    return imageReference(this.imageRegistry === undefined ? image : inRegistry(image, this.imageRegistry));
  }

  /** Name of an object: that of the installation, then `suffix`. */
  objectName(suffix: string): string {
    return `${this.fullName}-${suffix}`;
  }

  /** Name, namespace and labels of an object that stands for the whole installation. */
  get names(): { readonly name: string; readonly namespace: string; readonly labels: Labels } {
    return { name: this.fullName, namespace: this.namespace, labels: this.labels };
  }

  /** Names and labels of a part of the installation. */
  component(name: string): SystemComponent {
    const own = { [COMPONENT]: name };
    return new SystemComponent(
      this,
      name,
      this.objectName(name),
      { ...this.selector, ...own },
      { ...this.labels, ...own },
    );
  }
}

/** The label of a part of an installation. */
export const COMPONENT = 'app.kubernetes.io/component';

/** A component of an installation, such as its ingesters: names and labels of its objects. */
export class SystemComponent {
  /**
   * @param system that it is a part of
   * @param name by which its containers and `-target` know it
   * @param objectName name of its workload and of its Service
   * @param selector labels by which its pods are found
   * @param labels of its objects
   * @throws UserError if the name cannot be one of a Service
   */
  constructor(
    readonly system: System,
    readonly name: string,
    readonly objectName: string,
    readonly selector: Labels,
    readonly labels: Labels,
  ) {
    serviceName(objectName);
  }

  /** The pods of it that carry further labels, such as those of one zone. */
  part(suffix: string, selector: Labels, labels: Labels = {}): SystemComponent {
    return new SystemComponent(
      this.system,
      this.name,
      `${this.objectName}-${suffix}`,
      { ...this.selector, ...selector },
      { ...this.labels, ...selector, ...labels },
    );
  }
}
