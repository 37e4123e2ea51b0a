import type { Construct } from 'constructs';
import { Check } from '../../checks/check';

/** Reports sentences about the configuration of a program as findings, which can be accepted by their id. */
export function addConfigurationCheck(scope: Construct, find: () => Iterable<string>): void {
  new Check(scope, 'checks', {
    find: () => [...find()].map((sentence) => ({ id: 'collect/configuration', sentence })),
  });
}
