import type { RuleFinding } from '../../lib/checks/catalog';
import { mostReplicas } from '../../lib/constructs/workload/scaling';
import { show } from '../../lib/values/text';
import type { GrafanaProps } from './props';

/** A database elsewhere of which nobody says where. */
export function missingDatabaseHost({ config = {}, env = {} }: GrafanaProps): RuleFinding[] {
  const { type = 'sqlite3', host } = config.database ?? {};
  const kind = env['GF_DATABASE_TYPE'] ?? type;
  const isNamed = host !== undefined || 'GF_DATABASE_HOST' in env || 'GF_DATABASE_URL' in env;
  if (isNamed || (kind !== 'postgres' && kind !== 'mysql')) return [];
  return [
    {
      id: 'grafana/database-host',
      sentence: `config.database.host: found none for ${show(kind)}, so that Grafana asks its own pod (127.0.0.1): set it, or GF_DATABASE_HOST in env`,
    },
  ];
}

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
