import type { MimirConfig } from '../../../imports/mimir-config';
import type { Rule, RuleSubject } from '../../../lib/constructs/microservice/rules/rule';
import type { MimirInstallation } from '../installation';
import type { MimirRole } from '../props';

export type MimirSubject = RuleSubject<MimirRole, MimirConfig, MimirInstallation>;
export type MimirRule = Rule<MimirSubject>;

/** Limits of all tenants and of single ones, with their paths. */
export const limitsIn = ({ set, installation }: MimirSubject) => [
  { path: 'limits', limits: set.limits },
  ...Object.entries(installation.props.runtimeConfig?.overrides ?? {}).map(([tenant, limits]) => ({
    path: `runtimeConfig.overrides.${tenant}`,
    limits,
  })),
];
