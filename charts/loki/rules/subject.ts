import type { Rule, RuleSubject } from '../../../lib/constructs/microservice/rules/rule';
import type { LokiInstallation } from '../installation';
import type { LokiRole } from '../props';
import type { LokiAnyConfig } from '../releases';

export type LokiSubject = RuleSubject<LokiRole, LokiAnyConfig, LokiInstallation>;
export type LokiRule = Rule<LokiSubject>;

export const periodsIn = ({ schema_config }: LokiAnyConfig) => schema_config?.configs ?? [];

export const SHIPPERS = ['tsdb', 'boltdb-shipper'];

/** Limits of all tenants and of single ones, with their paths. */
export const limitsIn = ({ set, installation }: LokiSubject) => [
  { path: 'limits_config', limits: set.limits_config },
  ...Object.entries(installation.props.runtimeConfig?.overrides ?? {}).map(([tenant, limits]) => ({
    path: `runtimeConfig.overrides.${tenant}`,
    limits,
  })),
];
