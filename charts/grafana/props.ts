import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Acceptance } from '../../lib/checks/finding';
import type { Datasource } from '../../lib/constructs/datasource';
import type { HttpRouteProps } from '../../lib/constructs/gateway/http-route';
import type { GatewayServiceProps, IngressProps } from '../../lib/constructs/gateway/props';
import type { MicroservicesProps } from '../../lib/constructs/microservice/props';
import type { ServiceMonitorProps } from '../../lib/constructs/monitoring/service-monitor';
import type { ControllerKind } from '../../lib/constructs/workload/controller-kind';
import type { ServiceAccountProps, WorkloadProps } from '../../lib/constructs/workload/props';
import type { Image } from '../../lib/values/image';
import type { PolicyRule } from '../../lib/values/k8s';
import type { GrafanaConfig } from './config';

/** The Secret with the first user. Create it by hand; it is never part of the manifests. */
export interface AdminSecret {
  /** @default - that of the installation */
  readonly secretName?: string;
  /** Key of the name (Helm's `admin.userKey`). @default "admin-user" */
  readonly userKey?: string;
  /** Key of the password (Helm's `admin.passwordKey`). @default "admin-password" */
  readonly passwordKey?: string;
}

/** Permissions of Grafana's pod in the Kubernetes API, such as for a sidecar that collects dashboards. */
export interface GrafanaRbac {
  /** Permissions in its namespace (Helm's `rbac.extraRoleRules`). @default - none */
  readonly namespaceRules?: readonly PolicyRule[];
  /** Permissions in all namespaces (Helm's `rbac.extraClusterRoleRules`). @default - none */
  readonly clusterRules?: readonly PolicyRule[];
}

export interface GrafanaProps extends WorkloadProps, Pick<MicroservicesProps, 'networkPolicy'> {
  readonly namespace: string;
  /** Name of the installation, and of its objects (Helm's release). @default "grafana" */
  readonly release?: string;
  /** @default - by `versions.ts` */
  readonly image?: Image;
  /** A StatefulSet gives each pod a claim of its own (Helm's `useStatefulSet`). @default "Deployment" */
  readonly kind?: ControllerKind;
  /** Secret with the first user and the password (Helm's `admin.existingSecret`). */
  readonly admin?: AdminSecret;
  /** `grafana.ini`, merged by section over the default configuration (Helm's `grafana.ini`). */
  readonly config?: GrafanaConfig;
  /** Data sources, from `datasource()` of the systems (Helm's `datasources`). @default - none */
  readonly datasources?: readonly Datasource[];
  /** Dashboards by the folder they are shown in (Helm's `dashboards`). @default - none */
  readonly dashboards?: Readonly<Record<string, readonly Dashboard[]>>;
  /** Plugins that Grafana downloads as it starts, as `name` or `name version` (Helm's `plugins`). @default - none */
  readonly plugins?: readonly string[];
  /** The Service of the user interface. @default - port 80, in the cluster only */
  readonly service?: GatewayServiceProps;
  /** @default - none */
  readonly ingress?: IngressProps;
  /** An HTTPRoute of the Gateway API (Helm's `route`). @default - none */
  readonly httpRoute?: HttpRouteProps;
  /** @default - none */
  readonly serviceMonitor?: ServiceMonitorProps;
  /** Its service account. @default - made, with the name of the installation */
  readonly serviceAccount?: ServiceAccountProps;
  /** Its roles; `false` makes none (Helm's `rbac.create`). @default - roles without permissions */
  readonly rbac?: GrafanaRbac | false;
  /** Findings that are as they should be, each with the reason. @default - none */
  readonly accepts?: readonly Acceptance[];
}
