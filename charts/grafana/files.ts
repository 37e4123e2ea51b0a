import type { Construct } from 'constructs';
import type { Datasource } from '../../lib/constructs/datasource';
import { mergeConfig } from '../../lib/model/config/merge';
import { contentHash } from '../../lib/model/config/render';
import { UserError } from '../../lib/values/errors';
import { KubeConfigMap, type Volume, type VolumeMount } from '../../lib/values/k8s';
import type { System } from '../../lib/values/system';
import { show } from '../../lib/values/text';
import { type GrafanaConfig, renderIni } from './config';
import type { GrafanaProps } from './props';
import { DASHBOARDS_FOLDER, dashboardFolders, datasourcesFile, isUid, providersFile, UID_FORM } from './provisioning';

/** Default folders of Grafana (section `paths`). */
export const PATHS = {
  data: '/var/lib/grafana/',
  logs: '/var/log/grafana',
  plugins: '/var/lib/grafana/plugins',
  provisioning: '/etc/grafana/provisioning',
};

const FILES = {
  'grafana.ini': '/etc/grafana/grafana.ini',
  'datasources.yaml': `${PATHS.provisioning}/datasources/datasources.yaml`,
  'dashboardproviders.yaml': `${PATHS.provisioning}/dashboards/dashboardproviders.yaml`,
} as const;

const BASE_CONFIG: GrafanaConfig = {
  analytics: { check_for_updates: true },
  grafana_net: { url: 'https://grafana.net' },
  log: { mode: 'console' },
  paths: PATHS,
};

/** The name under which browsers reach Grafana. */
function serverOf({ ingress, httpRoute }: GrafanaProps): GrafanaConfig {
  const [host = httpRoute?.hostnames?.[0] ?? ''] = ingress?.hosts ?? [];
  return { server: { domain: typeof host === 'string' ? host : host.host } };
}

/** Volumes and mounts of Grafana's pod, and the annotations that trigger a rollout. */
export interface GrafanaFiles {
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
  readonly podAnnotations: Readonly<Record<string, string>>;
}

/**
 * Makes the ConfigMaps.
 * @throws UserError for configuration that Grafana would reject or display wrongly
 */
export function createFiles(
  scope: Construct,
  { fullName, namespace, labels }: System,
  props: GrafanaProps,
): GrafanaFiles {
  const { config = {}, datasources = [], dashboards = {} } = props;
  checkDatasources(datasources);
  const folders = dashboardFolders(dashboards, datasources);
  const data: Partial<Record<keyof typeof FILES, string>> = {
    'grafana.ini': renderIni(mergeConfig(BASE_CONFIG, serverOf(props), config)),
    ...(datasources.length > 0 && { 'datasources.yaml': datasourcesFile(datasources) }),
    ...(folders.length > 0 && { 'dashboardproviders.yaml': providersFile(folders) }),
  };
  new KubeConfigMap(scope, 'config', { metadata: { name: fullName, namespace, labels: { ...labels } }, data });
  const placed = folders.map(({ name, files }) => {
    const configMap = `${fullName}-dashboards-${name}`;
    new KubeConfigMap(scope, `dashboards-${name}`, {
      metadata: { name: configMap, namespace, labels: { ...labels } },
      data: files,
    });
    return { volume: `dashboards-${name}`, configMap, mountPath: `${DASHBOARDS_FOLDER}/${name}` };
  });
  return {
    volumes: [
      { name: 'config', configMap: { name: fullName } },
      ...placed.map(({ volume, configMap }) => ({ name: volume, configMap: { name: configMap } })),
    ],
    volumeMounts: [
      ...Object.entries(FILES).flatMap(([file, mountPath]) =>
        file in data ? [{ name: 'config', mountPath, subPath: file }] : [],
      ),
      ...placed.map(({ volume, mountPath }) => ({ name: volume, mountPath })),
    ],
    // Dashboards are read again while Grafana runs; the rest only as it starts.
    podAnnotations: { 'checksum/config': contentHash(...Object.values(data)) },
  };
}

/** Settings that Grafana would reject, or send to its database and to nobody. */
function* mistakesIn({ name, uid, url, secureJsonData = {} }: Datasource): Generator<string> {
  if (name.trim() === '') yield 'name: found none, Grafana requires one: set it';
  if (!isUid(uid)) yield `uid: found ${show(uid)}, allowed are ${UID_FORM}: rename it`;
  // Plugins without an address have none.
  if (url !== '' && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    yield `url: found ${show(url)}, allowed is an address such as "http://prometheus.metrics:9090": correct it`;
  }
  for (const [field, value] of Object.entries(secureJsonData)) {
    if (typeof value !== 'string' || !/[\r\n]/.test(value) || !field.startsWith('httpHeaderValue')) continue;
    yield `secureJsonData.${field}: found a line break, by which requests would have further headers: remove it`;
  }
}

/** @throws UserError if two would be one, or more than one is the default */
function checkDatasources(datasources: GrafanaProps['datasources'] = []): void {
  const mistakes: string[] = [];
  for (const [index, datasource] of datasources.entries()) {
    const { name, uid } = datasource;
    for (const mistake of mistakesIn(datasource)) mistakes.push(`datasources[${index}].${mistake}`);
    const first = datasources.findIndex((other) => other.name === name || other.uid === uid);
    if (first !== index) {
      mistakes.push(
        `datasources[${index}]: found name "${name}" and uid "${uid}", one of which datasources[${first}] has too: rename one`,
      );
    }
  }
  const defaults = datasources.filter(({ isDefault }) => isDefault).map(({ name }) => name);
  if (defaults.length > 1) {
    mistakes.push(`datasources: found ${defaults.length} defaults (${defaults.join(', ')}), allowed is one`);
  }
  if (mistakes.length > 0) throw new UserError(...mistakes);
}
