import type { CheckId } from '../../checks/catalog';

/** Page and section of the documentation of a finding, such as `docs/checks/ring.md#ringquorum`. */
export const docsOf = (id: CheckId): string => `docs/checks/${id.split('/')[0]}.md#${anchorOf(id)}`;

/** The anchor that renderers of Markdown give to a heading. */
const anchorOf = (heading: string): string => heading.replace(/[^\w-]/g, '');
