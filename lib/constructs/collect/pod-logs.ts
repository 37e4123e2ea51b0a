import type { RelabelRule } from '../../model/relabel/relabel';

/** Labels of the streams of a container's logs, as Promtail and Alloy write them. */
export const POD_LOG_LABELS = [
  'app',
  'instance',
  'component',
  'node_name',
  'namespace',
  'job',
  'pod',
  'container',
] as const;
export type PodLogLabel = (typeof POD_LOG_LABELS)[number];

/** A label that later rules read, and that no stream gets. */
type Hidden = `__${string}`;

const meta = (name: string): string => `__meta_kubernetes_${name}`;
const copy = (label: PodLogLabel | Hidden, source: string): RelabelRule => ({
  action: 'replace',
  source_labels: [source],
  target_label: label,
});

/** The first of the values that is not empty. */
const FIRST = '^;*([^;]+)(;.*)?$';
const first = (label: PodLogLabel | Hidden, ...sources: readonly string[]): RelabelRule => ({
  action: 'replace',
  source_labels: sources,
  regex: FIRST,
  target_label: label,
});

/** Files of a container, which the kubelet keeps in a folder that ends with the pod's number. */
const LOG_FILES = '/var/log/pods/*$1/*.log';

/**
 * Labels of a container's logs, and the path of its files (`__path__`), from the Kubernetes metadata of its pod.
 * Promtail and Alloy share them, so that moving from one to the other keeps every stream and every query.
 */
export const POD_LOG_RULES: readonly RelabelRule[] = [
  // The name of a Deployment is that of its ReplicaSet without the hash.
  {
    action: 'replace',
    source_labels: [meta('pod_controller_name')],
    regex: '([0-9a-z-.]+?)(-[0-9a-f]{8,10})?',
    target_label: '__tmp_controller_name',
  },
  first(
    'app',
    meta('pod_label_app_kubernetes_io_name'),
    meta('pod_label_app'),
    '__tmp_controller_name',
    meta('pod_name'),
  ),
  first('instance', meta('pod_label_app_kubernetes_io_instance'), meta('pod_label_instance')),
  first('component', meta('pod_label_app_kubernetes_io_component'), meta('pod_label_component')),
  copy('node_name', meta('pod_node_name')),
  copy('namespace', meta('namespace')),
  {
    action: 'replace',
    source_labels: ['namespace', 'app'],
    separator: '/',
    replacement: '$1',
    target_label: 'job',
  },
  copy('pod', meta('pod_name')),
  copy('container', meta('pod_container_name')),
  {
    action: 'replace',
    source_labels: [meta('pod_uid'), meta('pod_container_name')],
    separator: '/',
    replacement: LOG_FILES,
    target_label: '__path__',
  },
  // The folder of a static pod is named by the hash of its manifest instead.
  {
    action: 'replace',
    source_labels: [
      meta('pod_annotationpresent_kubernetes_io_config_hash'),
      meta('pod_annotation_kubernetes_io_config_hash'),
      meta('pod_container_name'),
    ],
    separator: '/',
    regex: 'true/(.*)',
    replacement: LOG_FILES,
    target_label: '__path__',
  },
];

/** An attribute of a span, and the label of logs that has the same value. */
export interface SpanTag<Label extends string = string> {
  /** Attribute of the span or of its resource, such as `service.name`. */
  readonly key: string;
  /** Label of logs. */
  readonly value: Label;
}

/** Labels of logs by span attributes, to find the logs of a span; attributes that the span lacks are ignored. */
export const LOGS_OF_SPAN: ReadonlyArray<SpanTag<PodLogLabel>> = [
  { key: 'service.name', value: 'app' },
  { key: 'k8s.namespace.name', value: 'namespace' },
  { key: 'k8s.pod.name', value: 'pod' },
  { key: 'k8s.container.name', value: 'container' },
];
