import type { Component, Labels } from '../../values/system';
import type { ControllerKind } from './controller-kind';

/** Whom an autoscaler or a budget is for. */
export interface Target {
  readonly component: Component;
  readonly kind: ControllerKind;
  readonly labels: Labels;
}
