import type { RoleRecord } from '../../../lib/constructs/microservice/role';
import type { TableOf } from '../../../lib/constructs/microservice/role-table';
import type { LokiInstallation } from '../installation';
import type { LokiRole, LokiRoles } from '../props';
import type { LokiAnyConfig, LokiAnyLimits } from '../releases';
import { bloomBuilder } from './bloom-builder';
import { bloomGateway } from './bloom-gateway';
import { bloomPlanner } from './bloom-planner';
import { compactor } from './compactor';
import { distributor } from './distributor';
import { indexGateway } from './index-gateway';
import { ingester } from './ingester';
import { patternIngester } from './pattern-ingester';
import { querier } from './querier';
import { queryFrontend } from './query-frontend';
import { queryScheduler } from './query-scheduler';
import { ruler } from './ruler';
import { tableManager } from './table-manager';

/** The roles, in the order in which a log line meets them. */
export const ROLES: TableOf<LokiRoles, RoleRecord<LokiInstallation, LokiRole, LokiAnyConfig, LokiAnyLimits>> = {
  distributor,
  ingester,
  querier,
  'query-frontend': queryFrontend,
  'query-scheduler': queryScheduler,
  ruler,
  compactor,
  'index-gateway': indexGateway,
  'table-manager': tableManager,
  'pattern-ingester': patternIngester,
  'bloom-planner': bloomPlanner,
  'bloom-builder': bloomBuilder,
  'bloom-gateway': bloomGateway,
};
