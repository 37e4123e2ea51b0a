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

/** A Mimir whose ruler reads rules from a folder. */
const ruler = (rule_path: string): Change => ({
  mimir: {
    ruler: {},
    config: { ruler: { rule_path }, ruler_storage: { backend: 'local', local: { directory: '/data/rules' } } },
  },
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
    what: 'the ruler of Mimir has its files in the folder of its storage',
    broken: ruler('/data/rules/temporary'),
    mended: ruler('/data/temporary'),
    sentence: /^config\..*: found "\/data\/rules.*", and config\..*, the ruler ends if one is in the other/,
  },
  {
    id: 'grafana/database',
    what: 'two pods with sqlite3',
    broken: grafana({}),
    mended: grafana({ config: { database: { type: 'postgres', host: 'db.example.com:5432' } } }),
    sentence: /^replicas: found 2 with sqlite3/,
  },
];
