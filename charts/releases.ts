import type { Release, Releases } from '../lib/model/release';
import { LOKI_RELEASES } from './loki/releases';
import { MIMIR_RELEASES } from './mimir/releases';
import { TEMPO_RELEASES } from './tempo/releases';

/** The releases of each system that has some; the first of each is its default. */
export const RELEASES: ReadonlyArray<Releases<Release>> = [LOKI_RELEASES, MIMIR_RELEASES, TEMPO_RELEASES];
