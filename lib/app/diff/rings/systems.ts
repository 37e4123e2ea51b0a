import type { RoleRing } from '../../../constructs/microservice/installation-rings';

/** A system with rings, as a comparison knows it. */
export interface KnownSystem {
  /** Such as `Loki`. */
  readonly name: string;
  /** Last part of its image's repository. */
  readonly image: string;
  /** Major and minor version, such as `2.9`. */
  readonly minor: string;
  /** The rings that a configuration asks for. Keys that the system does not have are left out. */
  readonly rings: (config: unknown) => readonly RoleRing[];
}
