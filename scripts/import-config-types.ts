import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { RELEASES } from '../charts/releases';
import { configTypes } from './config-types';

/** Writes `imports/*-config.ts`: the types of the configuration of every release, from its schema in `schemas/`. */
for (const { file, text } of configTypes(RELEASES)) {
  writeFileSync(path.join(__dirname, '..', 'imports', file), text);
}
