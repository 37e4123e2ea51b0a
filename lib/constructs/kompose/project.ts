import { Construct } from 'constructs';
import type { ComposeProject } from '../../model/compose/types';
import { Mistakes, UserError } from '../../values/errors';
import { listed, show } from '../../values/text';
import { KomposeService, type KomposeServiceProps } from './service';

export interface KomposeProjectProps extends Pick<KomposeServiceProps, 'komposeAnnotations' | 'podSecurity'> {
  /** The Compose file, from `readCompose`. */
  readonly project: ComposeProject;
}

/** Every service of a Compose file, as kompose 1.26 converts it. */
export class KomposeProject extends Construct {
  private readonly services = new Map<string, KomposeService>();

  /** @throws UserError with the mistakes of all services */
  constructor(scope: Construct, id: string, { project, ...options }: KomposeProjectProps) {
    super(scope, id);
    const { services, volumes, networks, directory } = project;
    const mistakes = new Mistakes('');
    const names = new Map<string, string>();
    for (const [name, service] of Object.entries(services)) {
      if (name in Object.prototype) {
        mistakes.add(
          `${this.node.path}: service ${show(name)}`,
          'has a name that is reserved in JavaScript: rename it',
        );
        continue;
      }
      const make = () => new KomposeService(this, name, { service, volumes, networks, directory, ...options });
      const made = mistakes.attempt('', make, undefined);
      if (made === undefined) continue;
      const other = names.get(made.name);
      if (other !== undefined)
        mistakes.add(made.node.path, `becomes "${made.name}" as service ${show(other)} does: rename one`);
      names.set(made.name, name);
      this.services.set(name, made);
    }
    mistakes.throwIfAny();
  }

  /**
   * The service of this name in the Compose file.
   * @throws UserError if the file has none
   */
  service(name: string): KomposeService {
    const service = this.services.get(name);
    if (service === undefined) {
      throw new UserError(
        `${this.node.path}: found no service ${show(name)}, there are: ${listed(this.services.keys())}`,
      );
    }
    return service;
  }
}
