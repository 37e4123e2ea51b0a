import type { RuleGroup } from '../lib/monitoring/rules';

/** What somebody is woken for when Tempo does not do well. */
export const tempoRules: readonly RuleGroup[] = [
  {
    name: 'tempo',
    rules: [
      {
        alert: 'TempoRingMemberUnhealthy',
        expr: 'max by (namespace, name) (tempo_ring_members{state="Unhealthy"}) > 0',
        for: '15m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'a member of the ring {{ $labels.name }} has not said for 15 minutes that it lives',
          action: 'look at its pod; if it is gone for good, forget it on /{{ $labels.name }}/ring',
        },
      },
      {
        alert: 'TempoBlocksNotFlushed',
        expr: 'sum by (namespace, pod) (increase(tempo_ingester_failed_flushes_total[1h])) > 2',
        for: '5m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'ingester {{ $labels.pod }} cannot write blocks to the object storage, and keeps them on its volume',
          action: 'look whether the bucket exists and the service account may write to it',
        },
      },
      {
        alert: 'TempoBlocklistNotPolled',
        expr: 'sum by (namespace) (increase(tempodb_blocklist_poll_errors_total[15m])) > 0',
        for: '15m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'the list of blocks is not read from the object storage, so that new traces are not found there',
          action: 'look whether the service account may list the bucket',
        },
      },
      {
        alert: 'TempoSpansDiscarded',
        expr: 'sum by (namespace, tenant, reason) (rate(tempo_discarded_spans_total[5m])) > 0',
        for: '15m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'spans of tenant {{ $labels.tenant }} are discarded: {{ $labels.reason }}',
          action: 'raise its limits under overrides, or have it send less',
        },
      },
    ],
  },
];
