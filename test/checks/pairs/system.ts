import { Grafana, type GrafanaProps } from '../../../charts/grafana';
import type { Change } from '../sound';
import type { Pair } from './pair';

const grafana = (props: Partial<GrafanaProps>): Change => ({
  charts: (app) =>
    new Grafana(app, 'grafana', {
      namespace: 'web',
      resources: { requests: { cpu: '10m', memory: '16Mi' } },
      admin: { secretName: 'web' },
      replicas: 2,
      disruptionBudget: { maxUnavailable: 1 },
      ...props,
    }),
});

/** Findings of the charts of systems. */
export const SYSTEM_PAIRS: readonly Pair[] = [
  {
    id: 'folder/read-only',
    what: 'the folder of the compactor of Loki on the root file system',
    broken: { loki: { config: { compactor: { working_directory: '/loki/compactor' } } } },
    mended: { loki: { config: { compactor: { working_directory: '/var/loki/compactor' } } } },
    sentence: /^config\.compactor\.working_directory: found "\/loki\/compactor"/,
  },
  {
    id: 'folder/overlap',
    what: 'the folder of the compactor of Mimir in that of the TSDB',
    broken: { mimir: { config: { compactor: { data_dir: '/data/tsdb/compactor' } } } },
    mended: { mimir: { config: { compactor: { data_dir: '/data/compactor' } } } },
    sentence: /compactor\.data_dir: found "\/data\/tsdb\/compactor"/,
  },
  {
    id: 'grafana/database',
    what: 'two pods with sqlite3',
    broken: grafana({}),
    mended: grafana({ config: { database: { type: 'postgres', host: 'db.example.com:5432' } } }),
    sentence: /^replicas: found 2 with sqlite3/,
  },
];
