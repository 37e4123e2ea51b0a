import type { SecretKey } from '../../values/secret-key';

/**
 * A service in the Compose specification's own terms: every key that has a counterpart in Kubernetes.
 * Keys that have none (`build`, `links`, `logging`, ...) are left out, so that they do not compile;
 * in a `docker-compose.yaml` they are errors with a sentence.
 *
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md
 */
export interface ComposeService {
  /** Image reference. Kubernetes: `containers[].image`. */
  readonly image: string;
  /**
   * Arguments; a string is split as a shell would. Kubernetes: `containers[].args`.
   * @default - the image's command
   */
  readonly command?: string | readonly string[] | null;
  /**
   * Program; a string is split as a shell would. Kubernetes: `containers[].command`.
   * @default - the image's entrypoint
   */
  readonly entrypoint?: string | readonly string[] | null;
  /**
   * Name of the container. Kubernetes: `containers[].name`.
   * @default - the service's name
   */
  readonly container_name?: string;
  /** Environment variables, as a map or as `KEY=value` items. Kubernetes: `containers[].env`. @default - none */
  readonly environment?: ComposeEnvironment;
  /**
   * Files with environment variables, relative to the Compose file. Kubernetes: a ConfigMap a file, and
   * `containers[].env[].valueFrom.configMapKeyRef`. `environment` wins.
   * @default - none
   */
  readonly env_file?: string | readonly (string | ComposeEnvFile)[];
  /**
   * Published ports: `8080`, `"8080:80"`, `"8080:80/udp"`, `"9000-9001:9000-9001"` or the long form.
   * Kubernetes: `containers[].ports` and a Service.
   * @default - none, and no Service
   */
  readonly ports?: readonly (number | string | ComposePort)[];
  /** Ports without publishing, `"3000"` or `"53/udp"`; in Kubernetes they are the same as `ports`. @default - none */
  readonly expose?: readonly (number | string)[];
  /**
   * Mounts: `"data:/var/lib/x"`, `"./config:/etc/x:ro"`, `"/scratch"` or the long form.
   * Kubernetes: `containers[].volumeMounts`, `volumes`, and PersistentVolumeClaims.
   * @default - none
   */
  readonly volumes?: readonly (string | ComposeVolumeMount)[];
  /** Paths kept in memory, `"/run"` or `"/run:size=64m"`. Kubernetes: `emptyDir.medium: Memory`. @default - none */
  readonly tmpfs?: string | readonly string[];
  /** Whether the container is well. Kubernetes: `containers[].livenessProbe`. @default - no probe */
  readonly healthcheck?: ComposeHealthcheck;
  /**
   * `always` and `unless-stopped` make a controller; `on-failure` and `no` make a bare Pod.
   * @default "always", as kompose has it
   */
  readonly restart?: 'always' | 'unless-stopped' | 'on-failure' | 'no';
  /** Number of containers; the older word for `deploy.replicas`. @default 1 */
  readonly scale?: number | string;
  /** Replicas, resources, placement and updates. @default - one replica without requests or limits */
  readonly deploy?: ComposeDeploy | null;
  /** Memory limit, `"512m"` or bytes; the older word for `deploy.resources.limits.memory`. @default - none */
  readonly mem_limit?: number | string;
  /** Memory request, `"64m"` or bytes; the older word for `deploy.resources.reservations.memory`. @default - none */
  readonly mem_reservation?: number | string;
  /** CPU limit in cores, `0.5`; the older word for `deploy.resources.limits.cpus`. @default - none */
  readonly cpus?: number | string;
  /** Labels, as a map or as `key=value` items: annotations in Kubernetes; `kompose.*` ones steer the conversion. @default - none */
  readonly labels?: ComposeMapping;
  /** Networks to join. Kubernetes: pod labels `io.kompose.network/<name>` and a NetworkPolicy a network. @default - none */
  readonly networks?: readonly string[] | Readonly<Record<string, null>>;
  /** Numeric `uid` or `uid:gid`. Kubernetes: `securityContext.runAsUser`, `runAsGroup`. @default - the image's user */
  readonly user?: string;
  /** Numeric groups. Kubernetes: pod `securityContext.supplementalGroups`. @default - none */
  readonly group_add?: readonly (number | string)[];
  /** Capabilities to add. Kubernetes: `securityContext.capabilities.add`. @default - none */
  readonly cap_add?: readonly string[];
  /** Capabilities to drop. Kubernetes: `securityContext.capabilities.drop`. @default - none */
  readonly cap_drop?: readonly string[];
  /** Kubernetes: `securityContext.privileged`. @default false */
  readonly privileged?: boolean | string;
  /** Kubernetes: `securityContext.readOnlyRootFilesystem`. @default false */
  readonly read_only?: boolean | string;
  /** Only `no-new-privileges:true`. Kubernetes: `securityContext.allowPrivilegeEscalation: false`. @default - none */
  readonly security_opt?: readonly string[];
  /** Only `host`. Kubernetes: `hostPID`. @default - the pod's own */
  readonly pid?: string | null;
  /** Kubernetes: `hostname`. @default - the pod's name */
  readonly hostname?: string;
  /** Kubernetes: `subdomain`. @default - none */
  readonly domainname?: string;
  /** Kubernetes: `containers[].workingDir`. @default - the image's */
  readonly working_dir?: string;
  /** Kubernetes: `containers[].stdin`. @default false */
  readonly stdin_open?: boolean | string;
  /** Kubernetes: `containers[].tty`. @default false */
  readonly tty?: boolean | string;
  /** Duration in whole seconds, `"1m30s"`. Kubernetes: `terminationGracePeriodSeconds`. @default - Kubernetes' 30 s */
  readonly stop_grace_period?: string;
  /** Kubernetes: `containers[].imagePullPolicy`. @default - Kubernetes': Always for `latest`, else IfNotPresent */
  readonly pull_policy?: string;
}

/** A map, or a list of `key=value`. Numbers and booleans become text. */
export type ComposeMapping = Readonly<Record<string, string | number | boolean | null>> | readonly string[];

/** Environment variables. Beyond the specification, a value may be a key of a Secret. */
export type ComposeEnvironment =
  | Readonly<Record<string, string | number | boolean | null | SecretKey>>
  | readonly string[];

/** Long form of an `env_file`. */
export interface ComposeEnvFile {
  /** Path relative to the Compose file. */
  readonly path: string;
  /** Whether it is an error that the file is missing. @default true */
  readonly required?: boolean | string;
}

/** Long form of a port. */
export interface ComposePort {
  /** Port of the container, 1 to 65535. */
  readonly target?: number | string;
  /** Port of the Service, 1 to 65535, or a range as text. @default - the target */
  readonly published?: number | string;
  /** `tcp`, `udp` or `sctp`. @default "tcp" */
  readonly protocol?: string;
  /** Only `ingress`. @default "ingress" */
  readonly mode?: string;
  /** Only `0.0.0.0` or `::`; a Service listens on no single address. @default - all addresses */
  readonly host_ip?: string;
}

/** Long form of a mount. */
export interface ComposeVolumeMount {
  readonly type: 'bind' | 'volume' | 'tmpfs';
  /** Path on the host for `bind`, name of a volume for `volume`. @default - an anonymous volume */
  readonly source?: string;
  /** Absolute path in the container. */
  readonly target?: string;
  /** @default false */
  readonly read_only?: boolean | string;
  readonly volume?: {
    /** Path inside the volume. Kubernetes: `subPath`. @default - the volume's root */
    readonly subpath?: string;
  };
  readonly tmpfs?: {
    /** Size in bytes or as `"64m"`. Kubernetes: `emptyDir.sizeLimit`. @default - no limit */
    readonly size?: number | string;
  };
}

/** Whether a container is well. Durations are whole seconds, such as `"90s"` or `"1m30s"`. */
export interface ComposeHealthcheck {
  /**
   * A string and `["CMD-SHELL", text]` are run by `/bin/sh -c`; `["CMD", program, ...]` is run as it stands;
   * `["NONE"]` switches the probe off.
   * @default - none: then a `kompose.service.healthcheck.liveness.*` label defines the check
   */
  readonly test?: string | readonly string[];
  /** Kubernetes: `periodSeconds`. @default - Kubernetes' 10 s */
  readonly interval?: string;
  /** Kubernetes: `timeoutSeconds`. @default - Kubernetes' 1 s */
  readonly timeout?: string;
  /** Kubernetes: `failureThreshold`, at least 1. @default - Kubernetes' 3 */
  readonly retries?: number | string;
  /** Kubernetes: `initialDelaySeconds`. @default 0s */
  readonly start_period?: string;
  /** Switches the probe off. @default false */
  readonly disable?: boolean | string;
}

/** The `deploy` section of a service. */
export interface ComposeDeploy {
  /** `replicated` makes a Deployment, `global` a DaemonSet. @default "replicated" */
  readonly mode?: string;
  /** Only `vip`, which makes the Service a NodePort, as kompose has it. @default - the label `kompose.service.type`, or ClusterIP */
  readonly endpoint_mode?: string;
  /** Kubernetes: `replicas`; 0 is a value. @default 1 */
  readonly replicas?: number | string;
  /** Labels of the controller, not of its pods. @default - none */
  readonly labels?: ComposeMapping;
  readonly resources?: {
    /** Kubernetes: `resources.limits`. @default - none */
    readonly limits?: ComposeResources;
    /** Kubernetes: `resources.requests`. @default - none */
    readonly reservations?: ComposeResources;
  };
  readonly restart_policy?: {
    /** `any` is `restart: always`, `none` is `no`; it wins over `restart`. @default "any" */
    readonly condition?: string;
  };
  readonly placement?: {
    /** `node.hostname`, `node.labels.<key>` or `engine.labels.operatingsystem`, `==` or `!=` a value. Kubernetes: node affinity. @default - none */
    readonly constraints?: readonly string[];
    /** `{ spread: "node.labels.<key>" }`. Kubernetes: `topologySpreadConstraints`. @default - none */
    readonly preferences?: readonly { readonly spread?: string }[];
  };
  /** Kubernetes: `strategy.rollingUpdate`, for services without volumes. @default - Kubernetes' 25% and 25% */
  readonly update_config?: {
    /** Pods to replace at once. */
    readonly parallelism?: number | string;
    /** Whether new pods come before old ones go. @default "stop-first" */
    readonly order?: 'start-first' | 'stop-first';
  };
}

export interface ComposeResources {
  /** Cores, `0.5`. */
  readonly cpus?: number | string;
  /** Bytes with a unit, `"512m"`. */
  readonly memory?: string;
}

/** A named volume of the top level. */
export interface ComposeVolume {
  /** Name of the claim, of an external volume only: others are named after the key. @default - the key */
  readonly name?: string;
  /** The claim exists already and is not made here. @default false */
  readonly external?: boolean | string;
  /** `kompose.volume.size` and `kompose.volume.selector` steer the claim. @default - none */
  readonly labels?: ComposeMapping;
}

/** A network of the top level. */
export interface ComposeNetwork {
  /** Name of the NetworkPolicy and in the pods' label. @default - the key */
  readonly name?: string;
  /** The NetworkPolicy exists already and is not made here. @default false */
  readonly external?: boolean | string;
}

/** Content of a `docker-compose.yaml`. */
export interface ComposeProject {
  /** Folder of the file, that `env_file` is relative to. */
  readonly directory: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, ComposeVolume | null>>;
  readonly networks: Readonly<Record<string, ComposeNetwork | null>>;
}
