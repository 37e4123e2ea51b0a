import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Cluster, type ExternalObject } from './cluster';
import { type Acceptance, errorSentence, type Finding, type SettledFinding, settle, stops } from './finding';
import { type ManifestObject, manifestOf, objectsOf } from './manifest';
import { severitiesOf } from './settings';

const CHECK = Symbol.for('cdk8s-lgtm.check');

export interface CheckProps {
  /**
   * Returns findings.
   * @param cluster objects of the environment, or at least those of the chart around the construct that is checked
   */
  readonly find: (cluster: Cluster) => readonly Finding[];
  /** Findings to ignore, with reasons. @default - none */
  readonly accepts?: readonly Acceptance[] | undefined;
  /** Objects that exist outside of the environment. @default - none */
  readonly external?: readonly ExternalObject[] | undefined;
}

/**
 * A check of the construct that is its scope. It is also a validation of cdk8s, so that its errors stop
 * `cdk8s synth` and `Testing.synth` of any app.
 */
export class Check extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: CheckProps,
  ) {
    super(scope, id);
    // Constructs of other packages may be of another copy of this class.
    Object.defineProperty(this, CHECK, { value: true });
    this.node.addValidation({
      validate: () =>
        this.findings(new Cluster(objectsOf(manifestOf(chartAround(scope))), props.external))
          .filter(stops)
          .map(errorSentence),
    });
  }

  /** Objects that exist outside of the environment. */
  get external(): readonly ExternalObject[] {
    return this.props.external ?? [];
  }

  /** All findings, including accepted ones. */
  findings(cluster: Cluster): SettledFinding[] {
    return settle(this.props.find(cluster), this.props.accepts, severitiesOf(this));
  }
}

/** The chart that holds a construct; the construct itself if it holds charts. */
const chartAround = (construct: IConstruct): IConstruct => construct.node.scopes.findLast(Chart.isChart) ?? construct;

export const isCheck = (construct: IConstruct): construct is Check => CHECK in construct;

/** A finding, and the construct that was checked. */
export interface LocatedFinding extends SettledFinding {
  /** Path of the construct. */
  readonly at: string;
}

/** The objects of an app, and the external objects that its checks declare. */
export const clusterOf = (app: IConstruct, objects: readonly ManifestObject[]): Cluster =>
  new Cluster(
    objects,
    app.node
      .findAll()
      .filter(isCheck)
      .flatMap(({ external }) => external),
  );

/** Findings of all checks of an app. */
export const inspect = (app: IConstruct, cluster: Cluster, locate: Locate): LocatedFinding[] =>
  app.node
    .findAll()
    .filter(isCheck)
    .flatMap((check) => {
      const at = check.node.scope?.node.path ?? '';
      return check.findings(cluster).map((finding) => locate(finding, at));
    });

/** Sets the construct of a finding: the one that creates the object, or else the one that was checked. */
export type Locate = (finding: SettledFinding, at: string) => LocatedFinding;

export function locator(objects: readonly ManifestObject[]): Locate {
  const paths = new Map(objects.map(({ identity, path }) => [identity, path]));
  return (finding, at) => ({ at: paths.get(finding.object ?? '') ?? at, ...finding });
}
