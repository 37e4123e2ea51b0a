import { Construct, type IConstruct } from 'constructs';
import { type Acceptance, errorSentence, type Finding, MISTAKE, type SettledFinding, settle, stops } from './finding';
import { type ManifestObject, manifestOf } from './manifest';

const CHECK = Symbol.for('cdk8s-lgtm.check');

export interface CheckProps {
  /**
   * What is found.
   * @param objects at least those at and below the construct that is checked
   */
  readonly find: (objects: readonly ManifestObject[]) => readonly Finding[];
  /** Findings that are known and wanted all the same. @default - none */
  readonly accepts?: readonly Acceptance[] | undefined;
}

/**
 * A check of the construct that it is put into. It is a validation of cdk8s too, so that what it finds stops
 * `cdk8s synth` and `Testing.synth` of anybody's app.
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
        this.findings(manifestOf(scope).flatMap(({ objects }) => objects))
          .filter(stops)
          .map(errorSentence),
    });
  }

  /** Everything that it finds, with what was accepted of it. */
  findings(objects: readonly ManifestObject[]): SettledFinding[] {
    return settle(this.props.find(objects), this.props.accepts);
  }
}

const isCheck = (construct: IConstruct): construct is Check => CHECK in construct;

/** A finding, and the construct that was checked. */
export interface LocatedFinding extends SettledFinding {
  /** Path of the construct. */
  readonly at: string;
}

/** What all checks of an app find, and what validations of other constructs say. */
export function inspect(app: IConstruct, objects: readonly ManifestObject[]): LocatedFinding[] {
  const locate = locator(objects);
  return app.node.findAll().flatMap((construct): LocatedFinding[] => {
    if (isCheck(construct)) {
      const at = construct.node.scope?.node.path ?? '';
      return construct.findings(objects).map((finding) => locate(finding, at));
    }
    return construct.node.validate().map((sentence) => ({ at: construct.node.path, id: MISTAKE, sentence }));
  });
}

/** Says which construct a finding is about: the one that makes the object, or else the one that was checked. */
export function locator(objects: readonly ManifestObject[]): (finding: SettledFinding, at: string) => LocatedFinding {
  const paths = new Map(objects.map(({ identity, path }) => [identity, path]));
  return (finding, at) => ({ at: paths.get(finding.object ?? '') ?? at, ...finding });
}
