import { render } from '../../lib/app/synth/render';
import type { LocatedFinding } from '../../lib/checks/check';
import { type Change, environment } from './sound';

/** All findings of the sound environment with a change. */
export const find = (change?: Change): readonly LocatedFinding[] => render(environment(change), '#').findings;
