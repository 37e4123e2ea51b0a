import type { IConstruct } from 'constructs';
import type { Day } from '../model/config/types';
import type { ConfiguredSeverities } from './configured-severity';
import { ServedApi } from './schema/served-api';

const ENVIRONMENT = Symbol.for('cdk8s-lgtm.environment-checks');

/** Settings of a whole environment, which every check in it reads. */
export interface Settings {
  readonly severity: ConfiguredSeverities;
  /** Kinds that its cluster serves. */
  readonly api: ServedApi;
  /** The day for which the environment is checked. */
  readonly today?: Day | undefined;
}

/** A construct directly below an app that holds its settings; of this or another copy of this package. */
interface Configured extends IConstruct {
  readonly [ENVIRONMENT]: Settings;
}

export const isConfigured = (construct: IConstruct): construct is Configured => ENVIRONMENT in construct;

export const configure = (construct: IConstruct, settings: Settings): void => {
  Object.defineProperty(construct, ENVIRONMENT, { value: settings });
};

const settingsOf = (construct: IConstruct): Settings | undefined =>
  construct.node.root.node.children.find(isConfigured)?.[ENVIRONMENT];

/** Severities that are set for the environment of a construct. */
export const severitiesOf = (construct: IConstruct): ConfiguredSeverities => settingsOf(construct)?.severity ?? {};

/** Kinds that the cluster of the environment of a construct serves. */
export const apiOf = (construct: IConstruct): ServedApi => settingsOf(construct)?.api ?? ServedApi.default();

/** The day for which the environment of a construct is checked, if one is set. */
export const todayOf = (construct: IConstruct): Day | undefined => settingsOf(construct)?.today;
