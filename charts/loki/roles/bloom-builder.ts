import { DATA_FOLDER } from '../config';
import { bloomFolders, requireRole } from './blooms';
import { readerFolders } from './folders';
import { type LokiRoleRecord, plain } from './record';

export const bloomBuilder: LokiRoleRecord<'bloomBuilder'> = {
  prop: 'bloomBuilder',
  on: 'if asked',
  kind: 'Deployment',
  gossips: true,
  services: (installation) => [plain(installation)],
  check: requireRole('bloomBuilder', {
    role: 'bloom-planner',
    prop: 'bloomPlanner',
    why: 'which decides what it builds, and Loki ends with "planner address is required"',
  }),
  // Left to itself it writes below /tmp, and the root file system is read-only.
  config: () => ({ bloom_build: { builder: { working_directory: DATA_FOLDER } } }),
  folders: (config) => [
    ...readerFolders(config),
    ...bloomFolders(config),
    { at: 'bloom_build.builder.working_directory', folder: config.bloom_build?.builder?.working_directory || '/tmp' },
  ],
};
