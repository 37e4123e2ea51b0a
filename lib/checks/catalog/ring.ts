import type { Entries } from './entry';

/** Findings about hash rings and the gossip that carries them. */
export const RING = {
  'ring/quorum': {
    severity: 'error',
    found: 'a ring has too few members, or its shard too few, to take any write',
    ignored: 'Every write fails: "at least 2 live replicas required, could only find 1".',
    fix: 'Raise the replicas of the role to the replication factor, or lower the replication factor.',
  },
  'ring/replicas': {
    severity: 'error',
    found:
      'a ring has fewer members than its replication factor, so that one restart may be an outage; an autoscaler counts with its minimum',
    ignored:
      'Writes or queries fail while one member restarts: "at least 2 live replicas required, could only find 1".',
    fix: 'Raise the replicas of the role to the replication factor.',
  },
  'ring/even-replication-factor': {
    severity: 'warning',
    found: 'the replication factor is even, which tolerates no more losses than the odd one below it',
    ignored: 'More data is stored, and no more members may be lost.',
    fix: 'Set the replication factor to 3 or 5.',
  },
  'ring/zone-quorum': {
    severity: 'error',
    found: 'a zone-aware ring has too few zones to take any write',
    ignored: 'Every write fails: "at least 2 live replicas required across different availability zones".',
    fix: 'Add zones, up to the replication factor.',
  },
  'ring/zones': {
    severity: 'error',
    found: 'a zone-aware ring has fewer zones than its replication factor',
    ignored: 'Writes fail as soon as a member of one zone is not available.',
    fix: 'Add zones, up to the replication factor.',
  },
  'ring/zone-name': {
    severity: 'error',
    found: 'a ring is zone-aware, but a member has no zone',
    ignored: 'Members without a zone count as one zone: replicas of the same data share it.',
    fix: 'Set the zones of the role, or disable zone awareness.',
  },
  'ring/uneven-zones': {
    severity: 'warning',
    found: 'the zones of a ring, which get the same number of keys, have different numbers of members',
    ignored: 'Members of the smaller zone hold more data than the others, and run out of memory first.',
    fix: 'Set the same number of replicas for each zone.',
  },
  'ring/node-separation': {
    severity: 'warning',
    found:
      'one node may run more members, or more zones of a zone-aware ring, than the ring tolerates to lose; only rules that the scheduler must obey separate members',
    ignored: 'The loss of one node is an outage of writes and queries.',
    fix: 'Require anti-affinity by host, or select nodes for each zone.',
  },
  'ring/zone-separation': {
    severity: 'warning',
    found: 'one zone of the cluster may run several zones of a zone-aware ring',
    ignored: 'The loss of one zone of the cluster is an outage.',
    fix: 'Select nodes by `topology.kubernetes.io/zone` for each zone of the ring.',
  },
  'ring/shard-size': {
    severity: 'error',
    found:
      'the shuffle shard of a tenant has fewer members than the replication factor; a warning where any replica can answer',
    ignored: 'The tenant loses writes or queries while one of its members restarts.',
    fix: 'Raise the shard size to the replication factor, or set 0 for all members.',
  },
  'ring/disruption-budget': {
    severity: 'error',
    found: 'a disruption budget allows more evictions than the ring tolerates',
    ignored: 'A drain of nodes evicts several members at the same time: writes and queries fail.',
    fix: 'Lower `maxUnavailable` to the number in the finding.',
  },
  'ring/drain-blocked': {
    severity: 'warning',
    found: 'a disruption budget of ring members allows no eviction',
    ignored: '`kubectl drain` waits for ever: "Cannot evict pod as it would violate the pod\'s disruption budget".',
    fix: 'Set `maxUnavailable: 1`.',
  },
  'ring/rollout': {
    severity: 'error',
    found:
      'a rollout replaces more members at the same time than the ring tolerates, within a workload or in several zones',
    ignored: 'Each rollout is an outage of writes and queries.',
    fix: 'Lower the number of pods that a rollout replaces, or use `OnDelete` with the rollout operator for zones.',
  },
  'ring/rollout-stuck': {
    severity: 'warning',
    found: '`updateStrategy: OnDelete` without a rollout operator',
    ignored: 'Pods keep their old version until somebody deletes them.',
    fix: 'Deploy the rollout operator, or use `RollingUpdate`.',
  },
  'ring/autoscaled-data': {
    severity: 'error',
    found: 'an autoscaler removes members with data that is not flushed yet',
    ignored: 'Data that only these members hold is lost when the load drops.',
    fix: 'Remove the autoscaler, or flush on shutdown.',
  },
  'ring/unstored-data': {
    severity: 'warning',
    found: 'data that is not flushed yet is on no persistent volume claim',
    ignored: 'Data of the last minutes to hours is lost with each pod that is deleted or evicted.',
    fix: 'Add a claim at the folder in the finding (`persistence`).',
  },
  'ring/grace-period': {
    severity: 'warning',
    found: 'a member may be killed before it has flushed its data',
    ignored: 'A restart loses data, or replays a long write-ahead log.',
    fix: 'Raise `terminationGracePeriodSeconds`.',
  },
  'ring/tokens': {
    severity: 'warning',
    found: 'a member chooses new tokens with each restart',
    ignored: 'Each restart moves streams or series to other members, which use more memory.',
    fix: 'Set a tokens file on the claim of the role.',
  },
  'ring/heartbeat': {
    severity: 'error',
    found: 'heartbeats are off, or come less often than the heartbeat timeout, or that of Loki 3 is 0',
    ignored:
      'Healthy members count as unhealthy: "at least 2 live replicas required, could only find 0 - unhealthy instances".',
    fix: 'Set a heartbeat timeout of several heartbeat periods.',
  },
  'ring/heartbeat-timeout': {
    severity: 'warning',
    found: 'crashed members count as healthy for minutes',
    ignored: 'Requests go to members that are gone, and fail or wait, until the timeout has passed.',
    fix: 'Lower the heartbeat timeout to about 1m.',
  },
  'ring/gossip-service': {
    severity: 'error',
    found: 'the Service that gossip joins over is missing',
    ignored: 'Members do not find each other: "found no members", and each role waits for a ring that stays empty.',
    fix: 'Create the Service, or correct its name.',
  },
  'ring/gossip-headless': {
    severity: 'error',
    found: 'the gossip Service is not headless',
    ignored: 'A member joins one random member, perhaps itself, and rings split.',
    fix: 'Set `clusterIP: None`.',
  },
  'ring/gossip-unready': {
    severity: 'error',
    found: 'the gossip Service does not publish pods that are not ready',
    ignored: 'Members wait for each other: none is ready before it has joined the others.',
    fix: 'Set `publishNotReadyAddresses: true`.',
  },
  'ring/gossip-label': {
    severity: 'error',
    found: 'the gossip Service does not select a pod that reads a ring',
    ignored: 'The pod is not found by others, and may see an empty ring.',
    fix: 'Give the pod the labels of the selector.',
  },
  'ring/gossip-port': {
    severity: 'error',
    found: 'a pod that reads a ring does not open the gossip port',
    ignored: 'Others cannot join it: "dial tcp: connection refused".',
    fix: 'Open the port under the name that the Service targets.',
  },
  'ring/gossip-merge': {
    severity: 'warning',
    found: 'the rings of two systems may merge, since they gossip at one port without labels of their own',
    ignored: 'Once a pod IP is used by the other system, members of both are in one ring, and writes go astray.',
    fix: 'Set a different `clusterLabel` for each `Ring`.',
  },
} as const satisfies Entries;
