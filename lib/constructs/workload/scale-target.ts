import type { Labels, SystemComponent } from '../../values/system';
import type { ControllerKind } from './controller-kind';

/** Target of an autoscaler or a disruption budget. */
export interface Target {
  readonly component: SystemComponent;
  readonly kind: ControllerKind;
  readonly labels: Labels;
}
