import { type Environments, makeEnvironment } from '../../lib/app/synth/environments';
import { publish } from '../../lib/app/synth/publish';
import { stops } from '../../lib/checks/finding';
import { UserError } from '../../lib/values/errors';
import { readEnvironment, type WrittenEnvironment } from '../environment';

/** Environments that only conformance checks need, and that are never in `dist/`. */
export const testEnvironments: Environments = {
  current: async () => (await import('./current')).current(),
  tenants: async () => (await import('./tenants')).tenants(),
};

/**
 * Makes an environment, and writes it to a temporary folder.
 * @throws UserError if it cannot be made, or its own checks find an error
 */
export async function writeEnvironment(
  name: string,
  environments: Environments,
  folder: string,
): Promise<WrittenEnvironment> {
  const made = await makeEnvironment(name, environments, false);
  if ('complaints' in made) throw new UserError(...made.complaints.map((line) => line.replace(/^error: /, '')));
  const errors = made.findings.filter(stops);
  if (errors.length > 0) throw new UserError(...errors.map(({ at, sentence }) => `${name}: ${at}: ${sentence}`));
  publish(folder, name, made.files);
  return readEnvironment(folder, name);
}
