import type { Labels, SystemComponent } from '../../values/system';
import type { ControllerKind } from './controller-kind';

/** Whom an autoscaler or a budget is for. */
export interface Target {
  readonly component: SystemComponent;
  readonly kind: ControllerKind;
  readonly labels: Labels;
}
