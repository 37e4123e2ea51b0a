import type { PipelineStage } from '../../lib/constructs/collect/pipeline';
import type { AlloyBlock } from './syntax';

/**
 * A stage as a block of `loki.process`. Most have the same name and the same settings as in Promtail; those that do
 * not come first.
 */
export function stageBlock(stage: PipelineStage): AlloyBlock {
  const { labels, static_labels, labeldrop, labelallow, drop, match, ...others } = stage;
  if (labels) {
    // An empty text stands for the value of the label's own name.
    const values = Object.fromEntries(Object.entries(labels).map(([label, source]) => [label, source ?? '']));
    return { name: 'stage.labels', attributes: { values } };
  }
  if (static_labels) return { name: 'stage.static_labels', attributes: { values: static_labels } };
  if (labeldrop) return { name: 'stage.label_drop', attributes: { values: labeldrop } };
  if (labelallow) return { name: 'stage.label_keep', attributes: { values: labelallow } };
  if (drop) {
    const { source, longer_than } = drop;
    return {
      name: 'stage.drop',
      attributes: {
        ...drop,
        source: source === undefined || typeof source === 'string' ? source : source.join(','),
        longer_than: longer_than === undefined ? undefined : bytes(longer_than),
      },
    };
  }
  if (match) {
    const { stages = [], ...attributes } = match;
    return { name: 'stage.match', attributes, blocks: stages.map(stageBlock) };
  }
  const [[name, attributes] = ['', {}]] = Object.entries(others);
  return { name: `stage.${name}`, attributes: { ...attributes } };
}

/** Promtail reads units of bytes in either case, Alloy in capitals alone. */
const bytes = (size: number | string): string => (typeof size === 'number' ? `${size}B` : size.toUpperCase());
