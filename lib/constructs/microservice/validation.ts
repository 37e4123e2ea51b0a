import { type ConfigValidation, validateConfig } from '../../model/config/validation';
import type { MicroservicesProps } from './props';

export interface SystemValidation extends ConfigValidation {
  readonly props: Pick<MicroservicesProps, 'existingSecretForConfig'>;
}

/** All that is wrong with the configuration of an installation, unless a Secret holds it. */
export const mistakesOf = ({ props, ...validation }: SystemValidation): string[] =>
  props.existingSecretForConfig === undefined ? validateConfig(validation) : [];
