import type { Component, Labels } from '../../values/system';
import type { ControllerKind } from './controller-kind';

/** Target of an autoscaler or a disruption budget. */
export interface Target {
  readonly component: Component;
  readonly kind: ControllerKind;
  readonly labels: Labels;
}
