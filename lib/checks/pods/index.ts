import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { fileSystemFindings } from './file-system';
import { memoryFindings } from './memory';

/** Everything that is found of the files and the memory of pods, whichever program they run. */
export const podFindings = (cluster: Cluster): RuleFinding[] => [
  ...fileSystemFindings(cluster),
  ...memoryFindings(cluster),
];
