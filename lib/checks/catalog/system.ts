import type { Entries } from './entry';

/** Findings about folders, versions and databases of programs. */
export const SYSTEM = {
  'folder/read-only': {
    severity: 'error',
    found: 'a program writes to a folder that is on no writable volume, and its root file system is read-only',
    ignored: 'The program ends: "mkdir /x: read-only file system".',
    fix: 'Choose a folder on a volume, or mount a volume there.',
  },
  'folder/overlap': {
    severity: 'error',
    found: 'a program rejects one of its folders inside another one',
    ignored: 'The program ends: "the configured directory cannot overlap with the configured ... directory".',
    fix: 'Choose folders beside each other.',
  },
  'folder/temporary': {
    severity: 'warning',
    found: 'what a program has to remember over a restart, such as the positions of Promtail, is gone with its pod',
    ignored: 'After a restart log files are read again: lines arrive twice, or are rejected as too old.',
    fix: 'Choose a folder of the node (hostPath), or on a claim.',
  },
  'folder/group': {
    severity: 'warning',
    found: 'a program that does not run as root writes to a claim, and its pod has no `fsGroup`',
    ignored: 'The program ends: "open /data/x: permission denied", where volumes belong to root.',
    fix: 'Set `podSecurityContext.fsGroup`.',
  },
  'folder/unshared': {
    severity: 'warning',
    found: 'several pods use a file system as object storage, and each has a folder of its own',
    ignored:
      'Queries find only what the pod that answers has stored itself; nothing is compacted or deleted elsewhere.',
    fix: 'Use an object storage, or a claim that all pods share (`ObjectStorage.filesystem({ directory, claimName })`).',
  },
  'version/schema': {
    severity: 'error',
    found:
      'the image of Loki, Mimir or Tempo, or that of one of its roles, is of another minor version than the release of the chart (`version`)',
    ignored: 'The program may end: "field x not found in type".',
    fix: 'Use an image of the release, or set `version`.',
  },
  'version/unknown': {
    severity: 'warning',
    found: 'the version of an image is unknown: `latest`, `main-1a2b3c4`, or a digest without a tag',
    ignored: 'The program may not accept the configuration: "field x not found in type".',
    fix: "Name the tag beside the digest: `{ repository, tag: '2.9.4', digest }`.",
  },
  'grafana/database': {
    severity: 'error',
    found: 'several replicas of Grafana have a database each',
    ignored: 'Users are logged out, and dashboards are missing, depending on the pod that answers.',
    fix: 'Use one replica, or a database that they share.',
  },
} as const satisfies Entries;
