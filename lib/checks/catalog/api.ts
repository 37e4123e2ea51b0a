import type { Entries } from './entry';

/** Findings about objects that fit their schema, and that the API server, its controllers or the kubelet reject. */
export const API = {
  'api/selector': {
    severity: 'error',
    found:
      'the selector of a workload is empty or does not match the labels of its template, or an expression of a selector has values that its operator does not take',
    ignored: 'The API server rejects the object: "`selector` does not match template `labels`".',
    fix: 'Ask for labels that the template has.',
  },
  'api/label': {
    severity: 'error',
    found: 'a label, the key of an annotation or a nodeSelector of a template or selector is not allowed by Kubernetes',
    ignored:
      'The API server rejects the object: "a valid label must be an empty string or consist of alphanumeric characters".',
    fix: 'Use the allowed characters.',
  },
  'api/name': {
    severity: 'error',
    found: 'the name of a container or a volume is not a DNS label',
    ignored: 'The API server rejects the object: "a lowercase RFC 1123 label must consist of ...".',
    fix: 'Use lower-case letters, digits and "-".',
  },
  'api/name-length': {
    severity: 'error',
    found: 'the name of a StatefulSet, Job or CronJob is too long for the names and labels that are derived from it',
    ignored: 'No pod is made: "metadata.labels: Invalid value: must be no more than 63 characters".',
    fix: 'Shorten the name, such as by `fullnameOverride`.',
  },
  'api/duplicate-name': {
    severity: 'error',
    found: 'two containers or two volumes of a pod have the same name',
    ignored: 'The API server rejects the object: "spec.template.spec.containers[1].name: Duplicate value".',
    fix: 'Rename one of them.',
  },
  'api/duplicate-port': {
    severity: 'error',
    found:
      'two ports of a Service have the same number and protocol, or two ports of a container or Service the same name; a warning where only containers of the same pod have the same port',
    ignored:
      'The API server rejects the object: "spec.ports[1]: Duplicate value". Of two containers that listen on one port, the second one ends with "address already in use".',
    fix: 'Change or remove one of the ports.',
  },
  'api/port': {
    severity: 'error',
    found: 'the number or the name of a port is not allowed',
    ignored:
      'The API server rejects the object: "must be between 1 and 65535, inclusive", or "must be no more than 15 characters".',
    fix: 'Use a number from 1 to 65535, and names of up to 15 characters.',
  },
  'api/duplicate-mount': {
    severity: 'error',
    found: 'a container mounts two volumes at the same path',
    ignored: 'The API server rejects the object: "mountPath: Invalid value: must be unique".',
    fix: 'Mount one of them elsewhere.',
  },
  'api/mount': {
    severity: 'error',
    found:
      'the path of a mount is empty, or its `subPath` leaves the volume; a warning for a relative path or one with ":"',
    ignored: 'The API server rejects the object: "subPath: Invalid value: must not contain \'..\'".',
    fix: 'Use an absolute `mountPath`, and a relative `subPath`.',
  },
  'api/volume': {
    severity: 'error',
    found: 'a volume has several sources, or a field of its source that is not allowed',
    ignored: 'The API server rejects the object: "may not specify more than 1 volume type".',
    fix: 'Make two volumes of it.',
  },
  'api/variable': {
    severity: 'error',
    found:
      'an environment variable has no valid name, both a value and a source, several sources, or a field that pods do not have',
    ignored:
      'The API server rejects the object: "valueFrom: Invalid value: may not be specified when `value` is not empty".',
    fix: 'Set either `value` or one source.',
  },
  'api/duplicate-variable': {
    severity: 'warning',
    found: 'a container has two environment variables with the same name',
    ignored: 'Only the last one counts, and `kubectl apply` without `--server-side` mixes them up.',
    fix: 'Remove one of them.',
  },
  'api/resources': {
    severity: 'error',
    found: 'a request is larger than its limit, an amount is negative, or a resource is unknown',
    ignored: 'The API server rejects the object: "must be less than or equal to memory limit".',
    fix: 'Lower the request, or raise the limit.',
  },
  'api/millibytes': {
    severity: 'warning',
    found: 'an amount of memory or storage has the suffix "m", which is a thousandth of a byte',
    ignored: 'Pods are killed as soon as they start: "OOMKilled", or "memory limit is too low".',
    fix: 'Write "Mi".',
  },
  'api/pod': {
    severity: 'error',
    found: 'a setting of a pod is out of its range, or contradicts another one',
    ignored: 'The API server rejects the object: "must be greater than or equal to 0".',
    fix: 'Correct the setting.',
  },
  'api/root-user': {
    severity: 'error',
    found: 'a container has `runAsNonRoot: true` and `runAsUser: 0`',
    ignored:
      'The container is never started: "CreateContainerConfigError: container\'s runAsUser breaks non-root policy".',
    fix: 'Set another user.',
  },
  'api/affinity': {
    severity: 'error',
    found: 'an affinity has a weight out of 1 to 100, no terms, or no valid topology key',
    ignored: 'The API server rejects the object: "weight: Invalid value: must be in the range 1-100".',
    fix: 'Correct the term.',
  },
  'api/topology-spread': {
    severity: 'error',
    found:
      'a topology spread constraint has a `maxSkew` below 1, `minDomains` without `DoNotSchedule`, no valid key, or stands twice',
    ignored: 'The API server rejects the object: "maxSkew: Invalid value: must be greater than zero".',
    fix: 'Correct the constraint.',
  },
  'api/toleration': {
    severity: 'error',
    found: 'a toleration has a value with operator "Exists", or no key without it',
    ignored: 'The API server rejects the object: "value must be empty when `operator` is \'Exists\'".',
    fix: 'Correct the toleration.',
  },
  'api/host-alias': {
    severity: 'error',
    found: 'an entry of `hostAliases` has no valid IP address, or a host that is no DNS name',
    ignored: 'The API server rejects the object: "hostAliases.ip: Invalid value: must be valid IP address".',
    fix: 'Correct the entry.',
  },
  'api/probe': {
    severity: 'error',
    found:
      'a probe has no handler or several, asks a named port that the container does not have, or has a count that is not allowed',
    ignored:
      'The API server rejects the object: "must specify a handler type". For a missing port the pod never gets ready: "couldn\'t find port".',
    fix: 'Use one handler, and a port of the container.',
  },
  'api/lifecycle': {
    severity: 'error',
    found: 'a lifecycle hook has no handler or several, or asks a named port that the container does not have',
    ignored: 'The API server rejects the object: "must specify a handler type".',
    fix: 'Use one handler.',
  },
  'api/workload': {
    severity: 'error',
    found: 'a count or duration of a workload is negative, or its progress deadline is not above `minReadySeconds`',
    ignored: 'The API server rejects the object: "must be greater than or equal to 0".',
    fix: 'Correct the number.',
  },
  'api/strategy': {
    severity: 'error',
    found: 'the settings of a rollout contradict its type, or allow no pod to be replaced',
    ignored: 'The API server rejects the object: "may not be 0 when `maxSurge` is 0".',
    fix: 'Raise `maxUnavailable` or `maxSurge`, or remove `rollingUpdate`.',
  },
  'api/restart-policy': {
    severity: 'error',
    found: 'a Job has no restart policy that Jobs take, or another workload one that only Jobs take',
    ignored:
      'The API server rejects the object: "restartPolicy: Required value: valid values: \\"OnFailure\\", \\"Never\\"".',
    fix: 'Set `restartPolicy`.',
  },
  'api/job': {
    severity: 'error',
    found: 'a count or duration of a Job is negative',
    ignored: 'The API server rejects the object: "must be greater than or equal to 0".',
    fix: 'Correct the number.',
  },
  'api/schedule': {
    severity: 'error',
    found: 'the schedule or the time zone of a CronJob cannot be read',
    ignored: 'The API server rejects the object: "schedule: Invalid value: expected exactly 5 fields".',
    fix: 'Write five fields, such as "0 3 * * *".',
  },
  'api/autoscaler': {
    severity: 'error',
    found: 'the bounds of a HorizontalPodAutoscaler contradict each other, or a metric has no target, or a target of 0',
    ignored:
      'The API server rejects the object: "maxReplicas: Invalid value: must be greater than or equal to `minReplicas`".',
    fix: 'Correct the bounds and targets.',
  },
  'api/disruption-budget': {
    severity: 'error',
    found:
      'a PodDisruptionBudget has both `minAvailable` and `maxUnavailable`, or an amount that is no number of pods and no percentage',
    ignored: 'The API server rejects the object: "minAvailable and maxUnavailable cannot be both set".',
    fix: 'Set one of them, to a number from 0 or a percentage to "100%".',
  },
  'api/claim': {
    severity: 'error',
    found: 'a PersistentVolumeClaim, or the template of one, has no access modes or no size',
    ignored:
      'The API server rejects the claim: "accessModes: Required value: at least 1 access mode is required". A StatefulSet makes no pods.',
    fix: 'Set access modes and a size.',
  },
  'api/service': {
    severity: 'error',
    found: 'a Service has no ports, or fields that its type does not take',
    ignored: 'The API server rejects the object: "spec.ports: Required value".',
    fix: 'Correct the fields.',
  },
  'api/ingress': {
    severity: 'error',
    found: 'an Ingress has a host that is no DNS name, a path that is not absolute, or no backend',
    ignored: 'The API server rejects the object: "host: Invalid value: must be a DNS name, not an IP address".',
    fix: 'Correct the rule.',
  },
  'api/network-policy': {
    severity: 'error',
    found: 'a NetworkPolicy has a network that cannot be read, a peer of two sorts, or a range of ports that is none',
    ignored: 'The API server rejects the object: "cidr: Invalid value: not a valid CIDR".',
    fix: 'Correct the rule.',
  },
  'api/config-key': {
    severity: 'error',
    found:
      'a key of a ConfigMap or Secret cannot be the name of a file, or a key that the type of a Secret requires is missing',
    ignored:
      "The API server rejects the object: \"a valid config key must consist of alphanumeric characters, '-', '_' or '.'\".",
    fix: 'Rename the key; of a dashboard or a rule file, this is its uid or its name.',
  },
  'api/rbac': {
    severity: 'error',
    found: 'a role has a rule without verbs or resources, or a binding names a role or an account that it cannot have',
    ignored: 'The API server rejects the object: "subjects[0].namespace: Required value".',
    fix: 'Add what is missing, or use the kind that the finding names.',
  },
  'api/pod-security': {
    severity: 'error',
    found: 'a pod violates the Pod Security Standard that its namespace enforces',
    ignored: 'No pod is made: "pods \\"x\\" is forbidden: violates PodSecurity \\"restricted:latest\\"".',
    fix: 'Remove what the standard forbids, or let the namespace enforce a lower level.',
  },
  'api/deprecated': {
    severity: 'warning',
    found: 'the version of an API is deprecated, and a later version of Kubernetes does not have it',
    ignored: 'After an upgrade of the cluster `kubectl apply` fails: "no matches for kind".',
    fix: 'Use the version that the finding names.',
  },
} as const satisfies Entries;

export type ApiId = keyof typeof API;
