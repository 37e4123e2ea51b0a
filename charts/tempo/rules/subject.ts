import type { TempoConfig } from '../../../imports/tempo-config';
import type { Rule, RuleSubject } from '../../../lib/constructs/microservice/rules/rule';
import type { TempoInstallation } from '../installation';
import type { TempoRole } from '../props';

export type TempoSubject = RuleSubject<TempoRole, TempoConfig, TempoInstallation>;
export type TempoRule = Rule<TempoSubject>;
