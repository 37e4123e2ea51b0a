import { LOGS_OF_SPAN, POD_LOG_LABELS, POD_LOG_RULES } from '../../../../lib/constructs/collect/pod-logs';
import { relabeled } from '../../../../lib/model/relabel/relabeling';

const POD = {
  __meta_kubernetes_namespace: 'shop',
  __meta_kubernetes_pod_name: 'cart-7d9f8-x2',
  __meta_kubernetes_pod_uid: '42',
  __meta_kubernetes_pod_container_name: 'server',
  __meta_kubernetes_pod_node_name: 'node-1',
  __meta_kubernetes_pod_label_app_kubernetes_io_name: 'cart',
  __meta_kubernetes_pod_label_app_kubernetes_io_instance: 'prod',
  __meta_kubernetes_pod_label_app_kubernetes_io_component: 'backend',
};

const written = Object.entries(relabeled(POD, POD_LOG_RULES) ?? {}).filter(([label]) => !label.startsWith('__'));

test('the rules write the labels that are named, and no others', () =>
  expect(written.map(([label]) => label).sort()).toEqual([...POD_LOG_LABELS].sort()));

test('the labels for the logs of a span match the attributes of the span', () => {
  const labels = Object.fromEntries(written);
  const attributes = {
    'service.name': 'cart',
    'k8s.namespace.name': 'shop',
    'k8s.pod.name': 'cart-7d9f8-x2',
    'k8s.container.name': 'server',
  };
  expect(Object.fromEntries(LOGS_OF_SPAN.map(({ key, value }) => [key, labels[value]]))).toEqual(attributes);
});
