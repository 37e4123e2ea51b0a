import { wrongBucket } from '../../../lib/constructs/microservice/rules/storage';
import { show } from '../../../lib/values/text';
import type { LokiRule, LokiSubject } from './subject';

const STORES = ['azure', 'bos', 'cos', 'gcs', 'local', 's3', 'swift'];

const directoriesOf = ({ installation: { props } }: LokiSubject) => {
  const { directories = {} } = props.ruler || {};
  return directories;
};

export const RULER: readonly LokiRule[] = [
  function* rulesHaveStorage({ set, runs }) {
    const storage = set.ruler?.storage;
    if (!runs('ruler') || storage?.type === undefined) return;
    const { type, s3, gcs, azure } = storage;
    if (!STORES.includes(type)) {
      yield {
        id: 'config/rule-storage',
        path: 'ruler.storage.type',
        mistake: `found ${show(type)}, and the ruler ends with "unrecognized rule storage mode": take one of ${STORES.join(', ')}`,
      };
    }
    if (type === 's3' && !s3?.s3) yield* wrongBucket('ruler.storage.s3.bucketnames', s3?.bucketnames);
    if (type === 'gcs') yield* wrongBucket('ruler.storage.gcs.bucket_name', gcs?.bucket_name);
    if (type === 'azure') yield* wrongBucket('ruler.storage.azure.container_name', azure?.container_name);
  },

  function* resultsHaveATarget({ set }) {
    const { enabled, client, clients = {} } = set.ruler?.remote_write ?? {};
    if (!enabled || client?.url) return;
    const without = Object.entries(clients).find(([, { url }]) => !url);
    if (Object.keys(clients).length > 0 && without === undefined) return;
    yield {
      id: 'config/no-remote-write',
      severity: 'error',
      path: without === undefined ? 'ruler.remote_write.clients' : `ruler.remote_write.clients.${without[0]}.url`,
      mistake: 'found none, and Loki ends with "remote-write enabled but no clients URL are configured": set it',
    };
  },

  function* rulesAreOfTenantsWithLogs(subject) {
    const isMultiTenant = subject.config.auth_enabled !== false;
    for (const tenant of Object.keys(directoriesOf(subject))) {
      if ((tenant === 'fake') !== isMultiTenant) continue;
      yield {
        id: 'config/rule-tenant',
        severity: 'warning',
        path: 'ruler.storage.local.directory',
        mistake: isMultiTenant
          ? 'found rules of the tenant "fake", which has no logs under multi-tenancy: name them after a tenant (ruler.directories)'
          : `found rules of the tenant ${show(tenant)}, and without multi-tenancy all logs are of "fake": name them after it (ruler.directories)`,
      };
    }
  },

  function* alertsHaveATarget(subject) {
    const { set, runs } = subject;
    if (!runs('ruler') || set.ruler?.alertmanager_url) return;
    if (!Object.values(directoriesOf(subject)).some((files) => Object.values(files).some(holdsAlert))) return;
    yield {
      id: 'config/alertmanager',
      severity: 'warning',
      path: 'ruler.alertmanager_url',
      mistake: 'found none, so that alerts of the rules are sent nowhere: set the URL of an Alertmanager',
    };
  },
];

/** Whether a rule file has an alert. A file on disk is not read here. */
const holdsAlert = (file: unknown): boolean => {
  if (typeof file === 'string') return /^\s*(- )?alert:/m.test(file);
  return Array.isArray(file) && JSON.stringify(file).includes('"alert":');
};
