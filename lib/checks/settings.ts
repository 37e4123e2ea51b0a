import type { IConstruct } from 'constructs';
import type { ConfiguredSeverities } from './configured-severity';

const ENVIRONMENT = Symbol.for('cdk8s-lgtm.environment-checks');

/** Settings of a whole environment, which every check in it reads. */
export interface Settings {
  readonly severity: ConfiguredSeverities;
}

/** A construct directly below an app that holds its settings; of this or another copy of this package. */
interface Configured extends IConstruct {
  readonly [ENVIRONMENT]: Settings;
}

export const isConfigured = (construct: IConstruct): construct is Configured => ENVIRONMENT in construct;

export const configure = (construct: IConstruct, settings: Settings): void => {
  Object.defineProperty(construct, ENVIRONMENT, { value: settings });
};

/** Severities that are set for the environment of a construct. */
export const severitiesOf = (construct: IConstruct): ConfiguredSeverities =>
  construct.node.root.node.children.find(isConfigured)?.[ENVIRONMENT].severity ?? {};
