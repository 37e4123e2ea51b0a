import { JsonPatch } from 'cdk8s';
import type { Change } from '../sound';
import type { Pair } from './pair';

const resources = { requests: { cpu: '10m', memory: '16Mi' } } as const;
/** Arguments of the distributors of Loki. */
const args = (...extraArgs: readonly string[]): Change => ({ loki: { distributor: { extraArgs } } });

export const FLAG_PAIRS: readonly Pair[] = [
  {
    id: 'flag/unknown',
    what: 'a misspelt flag of Loki',
    broken: args('-server.http-listen-prt=3100'),
    mended: args('--server.http-listen-port', '3100'),
    sentence: /^args\[\d\]: found -server\.http-listen-prt, an unknown flag: .*did you mean "server\.http-listen-port"/,
  },
  {
    id: 'flag/unknown',
    what: 'a key in the place of a flag of Mimir',
    broken: { mimir: { distributor: { extraArgs: ['-limits.ingestion_rate=5'] } } },
    mended: {
      mimir: { distributor: { extraArgs: ['-distributor.ingestion-rate-limit=5', '-mem-ballast-size-bytes=1'] } },
    },
    sentence: /did you mean "-distributor\.ingestion-rate-limit"/,
  },
  {
    id: 'flag/unknown',
    what: 'a flag of another system in Tempo',
    broken: { tempo: { distributor: { extraArgs: ['-querier.max-concurrent=5'] } } },
    mended: { tempo: { distributor: { extraArgs: ['-mem-ballast-size-mbs=8', '-config.verify=false'] } } },
    sentence: /found -querier\.max-concurrent, an unknown flag: Tempo 2\.3\.1/,
  },
  {
    id: 'flag/unknown',
    what: 'a misspelt flag in a patch',
    broken: {
      patches: {
        'Deployment/loki-loki-distributed-distributor': [
          JsonPatch.add('/spec/template/spec/containers/0/args/-', '-log.levl=debug'),
        ],
      },
    },
    sentence: /found -log\.levl, an unknown flag.*did you mean "log\.level"/,
  },
  {
    id: 'flag/value',
    what: 'a word for a number',
    broken: args('-distributor.ingestion-rate-limit-mb=much'),
    sentence: /-distributor\.ingestion-rate-limit-mb: found .*, allowed is a number/,
  },
  {
    id: 'flag/value',
    what: 'a flag without a value at the end',
    broken: args('-server.grpc-listen-port'),
    sentence: /found -server\.grpc-listen-port without a value/,
  },
  {
    id: 'flag/value',
    what: 'yes for true',
    broken: args('-auth.enabled=yes'),
    mended: args('-reporting.enabled'),
    sentence: /-auth\.enabled: found "yes", allowed are true and false/,
  },
  {
    id: 'flag/ignored',
    what: 'a word between flags',
    broken: args('-reporting.enabled', 'false', '-log.level=debug'),
    mended: args('-reporting.enabled=false', '-log.level=debug'),
    sentence: /found "false", which is no flag: flags end there/,
  },
  {
    id: 'flag/deprecated',
    what: 'a flag of a former name',
    broken: args('-boltdb.shipper.compactor.retention-delete-worker-count=5'),
    mended: args('-compactor.retention-delete-worker-count=5'),
    sentence: /which is deprecated in Loki/,
  },
  {
    id: 'flag/target',
    what: 'a distributor that is a whole Loki',
    broken: args('-target=all'),
    sentence: /found -target=all, and the pods are those of the distributor/,
  },
  {
    id: 'flag/uneven',
    what: "another label of the distributors' gossip",
    broken: args('-memberlist.cluster-label=b'),
    sentence: /^config\.memberlist\.cluster_label: found .*"b" for distributor.* \(by -memberlist\.cluster-label\)/,
  },
  {
    id: 'ring/replicas',
    what: 'a replication factor above the members, by the flags of all roles',
    broken: { loki: { defaults: { resources, extraArgs: ['-distributor.replication-factor=5'] } } },
    mended: { loki: { defaults: { resources, extraArgs: ['-distributor.replication-factor=3'] } } },
    sentence: /found 3 for replication factor 5/,
  },
  {
    id: 'folder/read-only',
    what: 'a folder that a flag names',
    broken: { loki: { compactor: { extraArgs: ['-compactor.working-directory=/elsewhere'] } } },
    mended: { loki: { compactor: { extraArgs: ['-compactor.working-directory=/var/loki/elsewhere'] } } },
    sentence: /^config\.compactor\.working_directory: found "\/elsewhere"/,
  },
];
