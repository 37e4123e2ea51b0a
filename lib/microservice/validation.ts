import { type Finding, unacceptedFindings } from '../checks/finding';
import { type ConfigValidation, validateConfig } from '../config/validation';
import type { MicroservicesProps } from './props';

export interface SystemValidation extends ConfigValidation {
  /** What checks besides those of the configuration have found. */
  readonly findings: readonly Finding[];
  readonly props: Pick<MicroservicesProps, 'existingSecretForConfig' | 'accepts'>;
}

/** All that is wrong with an installation: in its configuration, unless a Secret holds it, and by its checks. */
export const mistakesOf = ({ findings, props, ...validation }: SystemValidation): string[] => [
  ...(props.existingSecretForConfig === undefined ? validateConfig(validation) : []),
  ...unacceptedFindings(findings, props.accepts),
];
