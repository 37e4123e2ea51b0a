import type { MimirConfig, MimirLimits } from '../../../imports/mimir-config';
import type { RoleRecord } from '../../../lib/constructs/microservice/role';
import type { TableOf } from '../../../lib/constructs/microservice/role-table';
import type { MimirInstallation } from '../installation';
import type { MimirRole, MimirRoles } from '../props';
import { alertmanager } from './alertmanager';
import { compactor } from './compactor';
import { distributor } from './distributor';
import { ingester } from './ingester';
import { overridesExporter } from './overrides-exporter';
import { querier } from './querier';
import { queryFrontend } from './query-frontend';
import { queryScheduler } from './query-scheduler';
import { ruler } from './ruler';
import { storeGateway } from './store-gateway';

/** The roles, in the order in which a sample meets them. */
export const ROLES: TableOf<MimirRoles, RoleRecord<MimirInstallation, MimirRole, MimirConfig, MimirLimits>> = {
  distributor,
  ingester,
  querier,
  'query-frontend': queryFrontend,
  'query-scheduler': queryScheduler,
  'store-gateway': storeGateway,
  compactor,
  ruler,
  alertmanager,
  'overrides-exporter': overridesExporter,
};
