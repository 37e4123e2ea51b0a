import { ApiObject } from 'cdk8s';
import { ScaledObject } from '../../../imports/keda.sh';
import { add, patch, replace } from './changes';
import type { Pair } from './pair';

export const OBJECT_LINK_PAIRS: readonly Pair[] = [
  {
    id: 'link/identity',
    what: 'an object that two constructs create',
    broken: {
      objects: (chart) =>
        new ApiObject(chart, 'again', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' } }),
    },
    sentence: /^created by web\/again, and already by web\/ServiceAccount-web/,
  },
  {
    id: 'link/name',
    what: 'a name that Kubernetes does not allow',
    broken: {
      objects: (chart) => new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'A_b' } }),
    },
    sentence: /^metadata\.name: found "A_b", allowed are/,
  },
  {
    id: 'link/name',
    what: 'a label that Kubernetes does not allow',
    broken: patch('ConfigMap/web', add('/metadata/labels/note', 'two words')),
    sentence: /^metadata\.labels\[note\]: found "two words"/,
  },
  {
    id: 'link/name',
    what: 'a key of an annotation that Kubernetes does not allow',
    broken: patch('ConfigMap/web', add('/metadata/annotations', { 'a/b/c': 'd' })),
    sentence: /^metadata\.annotations: found "a\/b\/c"/,
  },
  {
    id: 'link/namespace',
    what: 'an object in a namespace that no chart creates',
    broken: {
      objects: (chart) =>
        new ApiObject(chart, 'a', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'a', namespace: 'elsewhere' },
        }),
    },
    sentence: /found "elsewhere", which no chart creates, allowed are logs, web/,
  },
  {
    id: 'link/selector',
    what: 'a Service without pods',
    broken: patch('Service/web', replace('/spec/selector', { app: 'wep' })),
    sentence: /found \{"app":"wep"\}, which matches no pods of namespace web/,
  },
  {
    id: 'link/target-port',
    what: 'a port by a name that no pod has',
    broken: patch('Service/web', replace('/spec/ports/0/targetPort', 'htpp')),
    sentence: /found "htpp", which is not a port of its pods \(did you mean "http"\?\)/,
  },
  {
    id: 'link/service-name',
    what: 'a StatefulSet without its Service',
    broken: patch('StatefulSet/prometheus', replace('/spec/serviceName', 'prometheus-headles')),
    sentence: /\(did you mean "prometheus-headless"\?\), so its pods would have no DNS names/,
  },
  {
    id: 'link/scale-target',
    what: 'an autoscaler whose target does not exist',
    broken: patch('HorizontalPodAutoscaler/web', replace('/spec/scaleTargetRef/name', 'wep')),
    sentence: /found "wep".* nothing would be scaled/,
  },
  {
    id: 'link/scale-target',
    what: 'a ScaledObject whose target does not exist',
    broken: {
      objects: (chart) =>
        new ScaledObject(chart, 'scaled', {
          metadata: { name: 'scaled' },
          spec: { scaleTargetRef: { name: 'wep' }, triggers: [{ type: 'cpu', metadata: { value: '70' } }] },
        }),
    },
    sentence: /found "wep".* nothing would be scaled/,
  },
  {
    id: 'link/http-route',
    what: 'an HTTPRoute to a Service that does not exist',
    broken: patch('HTTPRoute/web', replace('/spec/rules/0/backendRefs/0/name', 'wep')),
    sentence: /rules\[0\]\.backendRefs\[0\]: found Service "wep".*did you mean "web"/,
  },
  {
    id: 'link/http-route-port',
    what: 'an HTTPRoute to a port that does not exist',
    broken: patch('HTTPRoute/web', replace('/spec/rules/0/backendRefs/0/port', 81)),
    sentence: /found 81, which Service web does not have, allowed are 80/,
  },
  {
    id: 'link/network-policy',
    what: 'a NetworkPolicy that selects no pods',
    broken: patch('NetworkPolicy/web', replace('/spec/podSelector/matchLabels', { app: 'wep' })),
    sentence: /has no effect/,
  },
  {
    id: 'link/role',
    what: 'a binding to a role that does not exist',
    broken: patch('RoleBinding/web', replace('/roleRef/name', 'wep')),
    sentence: /found Role "wep"/,
  },
  {
    id: 'link/subject',
    what: 'a binding of an account that does not exist',
    broken: patch('RoleBinding/web', replace('/subjects/0/name', 'wep')),
    sentence: /subjects\[0\]: found "wep"/,
  },
  {
    id: 'link/monitor',
    what: 'a monitor that selects no Service',
    broken: patch('ServiceMonitor/web', replace('/spec/selector/matchLabels', { app: 'wep' })),
    sentence: /so nothing is scraped/,
  },
  {
    id: 'link/monitor-port',
    what: 'a monitor of a port that does not exist',
    broken: patch('ServiceMonitor/web', replace('/spec/endpoints/0/port', 'metrics')),
    sentence: /found "metrics", .* allowed are http/,
  },
  {
    id: 'link/ingress',
    what: 'an Ingress to a Service that does not exist',
    broken: patch('Ingress/web', replace('/spec/rules/0/http/paths/0/backend/service/name', 'wep')),
    sentence: /found Service "wep", which namespace web does not have \(did you mean "web"\?\)/,
  },
  {
    id: 'link/ingress-port',
    what: 'an Ingress to a port that does not exist',
    broken: patch('Ingress/web', replace('/spec/rules/0/http/paths/0/backend/service/port/number', 8080)),
    sentence: /found port 8080, .* allowed are 80/,
  },
  {
    id: 'link/certificate',
    what: 'a certificate that is not declared',
    broken: patch('Ingress/web', replace('/spec/tls/0/secretName', 'certificate')),
    sentence: /found "certificate"/,
  },
];
