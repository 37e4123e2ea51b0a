import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';

/** The labels that Promtail and Alloy write, or nothing if the environment runs neither. */
export function logLabels(cluster: Cluster): ReadonlySet<string> | undefined {
  const texts = [
    ...cluster.of('ConfigMap').flatMap(({ content }) => Object.values(content.data ?? {})),
    ...cluster.of('Secret').flatMap(({ content }) => Object.values(content.stringData ?? {})),
  ];
  const agents = texts.flatMap((text) => labelsOfPromtail(cluster, text) ?? labelsOfAlloy(text) ?? []);
  return agents.length === 0 ? undefined : new Set(agents);
}

function labelsOfPromtail(cluster: Cluster, text: string): string[] | undefined {
  if (!text.includes('scrape_configs')) return undefined;
  const config = fieldsOf(cluster.texts.read(text));
  if (!('clients' in config)) return undefined;
  return [
    ...itemsOf(config['clients']).flatMap((client) => Object.keys(fieldsOf(fieldsOf(client)['external_labels']))),
    ...itemsOf(config['scrape_configs']).flatMap((job) => labelsOfJob(fieldsOf(job))),
  ];
}

const labelsOfJob = (job: Fields): string[] => [
  ...itemsOf(job['relabel_configs']).flatMap((rule) => textOf(fieldsOf(rule)['target_label']) ?? []),
  ...itemsOf(job['static_configs']).flatMap((group) => Object.keys(fieldsOf(fieldsOf(group)['labels']))),
  ...itemsOf(job['pipeline_stages']).flatMap((stage) => labelsOfStage(fieldsOf(stage))),
];

const labelsOfStage = (stage: Fields): string[] => [
  ...Object.keys(fieldsOf(stage['labels'])),
  ...Object.keys(fieldsOf(stage['static_labels'])),
  ...itemsOf(fieldsOf(stage['match'])['stages']).flatMap((inner) => labelsOfStage(fieldsOf(inner))),
];

/** Alloy has a language of its own; labels stand behind `target_label`, and in the maps of stages. */
function labelsOfAlloy(text: string): string[] | undefined {
  if (!text.includes('loki.write')) return undefined;
  const targets = [...text.matchAll(/\btarget_label\s*=\s*"(\w+)"/g)].map(([, label = '']) => label);
  const maps = [...text.matchAll(/\b(?:values|labels|external_labels)\s*=\s*\{([^}]*)\}/g)].flatMap(([, body = '']) =>
    [...body.matchAll(/"?(\w+)"?\s*=/g)].map(([, label = '']) => label),
  );
  return [...targets, ...maps];
}
