import { type LokiRoleRecord, plain } from './record';

export const tableManager: LokiRoleRecord<'tableManager'> = {
  prop: 'tableManager',
  on: 'if asked',
  kind: 'Deployment',
  gossips: false,
  keepsData: false,
  services: (installation) => [plain(installation)],
  config: () => ({ table_manager: { retention_deletes_enabled: false, retention_period: '0s' } }),
};
