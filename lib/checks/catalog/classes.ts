import type { Entries } from './entry';

/** Findings about classes of the cluster that objects name. */
export const CLASSES = {
  'link/priority-class': {
    severity: 'warning',
    found: 'a pod names a PriorityClass that is not declared',
    ignored: 'No pod is made if it does not exist: "no PriorityClass with name x was found".',
    fix: 'Create it, or declare it as external.',
  },
  'link/ingress-class': {
    severity: 'warning',
    found: 'an Ingress names an IngressClass that is not declared',
    ignored: 'No controller serves the Ingress if it does not exist, and its hosts answer nothing.',
    fix: 'Create it, or declare it as external.',
  },
} as const satisfies Entries;
