import type { App } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { UserError } from '../values/errors';
import { show } from '../values/text';

const DOCUMENT = Symbol.for('cdk8s-lgtm.document');

/** Valid names of IAM roles are allowed; paths to other folders are not. */
const FILE_NAME = /^[\w+=,@-][\w+=,.@-]*$/;

/** A file of an environment that is not applied to the cluster, such as a policy of a cloud. */
export class Document extends Construct {
  /**
   * @param fileName name of the file, without a folder
   * @param text returns its text, after everything else of the environment is created
   * @throws UserError if the file would be outside of the folder of the environment
   */
  constructor(
    scope: Construct,
    id: string,
    readonly fileName: string,
    readonly text: () => string,
  ) {
    super(scope, id);
    if (!FILE_NAME.test(fileName)) {
      throw new UserError(
        `${this.node.path}: fileName: found ${show(fileName)}, allowed are letters, digits and any of _+=,.@-, not starting with a dot: rename it`,
      );
    }
    // Constructs of other packages may be of another copy of this class.
    Object.defineProperty(this, DOCUMENT, { value: true });
  }
}

const isDocument = (construct: IConstruct): construct is Document => DOCUMENT in construct;

/**
 * All documents of an environment.
 * @throws UserError if two have the same name
 */
export function documentsOf(app: App): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const document of app.node.findAll().filter(isDocument)) {
    if (files.has(document.fileName)) {
      throw new UserError(
        `${document.node.path}: writes ${document.fileName}, which another construct already writes: rename one`,
      );
    }
    files.set(document.fileName, document.text());
  }
  return files;
}
