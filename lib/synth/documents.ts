import type { App } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { UserError } from '../errors';
import { show } from '../text';
import type { Files } from './render';

const DOCUMENT = Symbol.for('cdk8s-lgtm.document');

/** What IAM takes as the name of a role is taken here too; what leads to another folder is not. */
const FILE_NAME = /^[\w+=,@-][\w+=,.@-]*$/;

/** A file that belongs to an environment and not to the cluster, such as a policy of a cloud. */
export class Document extends Construct {
  /**
   * @param fileName name of the file, without a folder
   * @param text makes its text, once everything else of the environment is made
   * @throws UserError if the file would be anywhere but in the folder of the environment
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
 * @throws UserError if two have one name
 */
export function documentsOf(app: App): Files {
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
