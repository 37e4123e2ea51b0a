import { dashboard, type Graph, type MetricsDatasource } from './panels';

/** A system with hash rings, and the words by which its metrics begin. */
interface RingSystem {
  readonly name: string;
  /** Prefix of the metrics of dskit's ring. */
  readonly prefix: 'cortex' | 'tempo';
  /** Metric that only this system has; Loki and Mimir count their rings under one name. */
  readonly marker: string;
  /** Data that an ingester holds, which shows its actual share of the ring. */
  readonly held: { readonly title: string; readonly expr: string };
}

const SYSTEMS: readonly RingSystem[] = [
  {
    name: 'Loki',
    prefix: 'cortex',
    marker: 'loki_build_info',
    held: { title: 'streams', expr: 'sum by (pod) (loki_ingester_memory_streams{namespace=~"$namespace"})' },
  },
  {
    name: 'Mimir',
    prefix: 'cortex',
    marker: 'cortex_build_info',
    held: { title: 'series', expr: 'sum by (pod) (cortex_ingester_memory_series{namespace=~"$namespace"})' },
  },
  {
    name: 'Tempo',
    prefix: 'tempo',
    marker: 'tempo_build_info',
    held: {
      title: 'spans received',
      expr: 'sum by (pod) (rate(tempo_ingester_bytes_received_total{namespace=~"$namespace"}[$__rate_interval]))',
    },
  },
];

/** Members, tokens and health of the rings of Loki, Mimir and Tempo. */
export const ringsDashboard = (metrics?: MetricsDatasource) =>
  dashboard(metrics, {
    uid: 'lgtm-rings',
    title: 'Hash rings',
    description: 'Who is in the rings of Loki, Mimir and Tempo, in which state, and how evenly the load falls on them.',
    tags: ['loki', 'mimir', 'tempo', 'ring'],
    chosenBy: { variable: 'namespace', metric: '{__name__=~"cortex_ring_members|tempo_ring_members"}' },
    rows: SYSTEMS.map((system) => ({ title: system.name, graphs: graphsOf(system) })),
  });

function graphsOf({ prefix, marker, held }: RingSystem): Graph[] {
  // Each pod counts all members that it knows, so the maximum is the most complete count.
  const ofSystem = (expr: string): string => `${expr} and on (namespace, pod) ${marker}`;
  const members = ofSystem(`${prefix}_ring_members{namespace=~"$namespace"}`);
  const unhealthy = ofSystem(`${prefix}_ring_members{namespace=~"$namespace", state="Unhealthy"}`);
  const tokens = ofSystem(`${prefix}_ring_tokens_total{namespace=~"$namespace"}`);
  return [
    {
      title: 'Members by state',
      description: 'A member that leaves or joins for long, or twice the number of replicas, are worth a look.',
      unit: 'short',
      queries: [
        { expr: `max by (namespace, name, state) (${members}) > 0`, legend: '{{namespace}} {{name}} {{state}}' },
      ],
    },
    {
      title: 'Unhealthy members',
      description: 'Members whose heartbeat is overdue. More than the replication factor allows, and requests fail.',
      unit: 'short',
      queries: [{ expr: `max by (namespace, name) (${unhealthy})`, legend: '{{namespace}} {{name}}' }],
    },
    {
      title: 'Tokens',
      description: 'Tokens in each ring. They fall by those of one member when it forgets them or is forgotten.',
      unit: 'short',
      queries: [{ expr: `max by (namespace, name) (${tokens})`, legend: '{{namespace}} {{name}}' }],
    },
    {
      title: `Ownership: share of ${held.title}`,
      description:
        'What share of all that ingesters hold each of them holds. Tokens fall by chance, so a few percent of difference are usual.',
      unit: 'percentunit',
      queries: [{ expr: `${held.expr} / ignoring (pod) group_left () sum(${held.expr})`, legend: '{{pod}}' }],
      stacked: true,
    },
    {
      title: 'Members that see different rings',
      description:
        'Difference between the greatest and the smallest number of members that pods know. Above nothing for minutes, gossip does not reach everybody.',
      unit: 'short',
      queries: [
        {
          expr: `max by (namespace, name) (sum by (namespace, name, pod) (${members})) - min by (namespace, name) (sum by (namespace, name, pod) (${members}))`,
          legend: '{{namespace}} {{name}}',
        },
      ],
    },
  ];
}
