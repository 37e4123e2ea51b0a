import type { RuleFinding } from '../../lib/checks/catalog';
import { mostReplicas } from '../../lib/constructs/workload/scaling';
import type { GrafanaProps } from './props';

/** Users, sessions and alerts are in the database; with one each, pods contradict each other. */
export function sharedDatabaseFindings({ replicas, autoscaling, config = {}, env = {} }: GrafanaProps): RuleFinding[] {
  const pods = mostReplicas({ replicas, autoscaling });
  const isOwn =
    'GF_DATABASE_TYPE' in env ? env.GF_DATABASE_TYPE === 'sqlite3' : (config.database?.type ?? 'sqlite3') === 'sqlite3';
  const isElsewhere = 'GF_DATABASE_URL' in env;
  if (pods < 2 || !isOwn || isElsewhere) return [];
  return [
    {
      id: 'grafana/database',
      sentence: `replicas: found ${pods} with sqlite3, of which each pod has one of its own, and users are logged out with every second request: run one, or name a shared database (config.database.type "postgres" or "mysql")`,
    },
  ];
}
