import { listed, show, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';
import { oncePerCluster } from '../once';
import { logLabels } from './log-labels';

/** A data source of a provisioning file of Grafana. */
export interface DatasourceEntry {
  /** Identity of the ConfigMap. */
  readonly object: string;
  /** Place in the object, such as `datasources.yaml[Mimir]`. */
  readonly at: string;
  readonly uid: string;
  readonly type: string;
  readonly url: string;
  readonly jsonData: Fields;
  /** All of its fields. */
  readonly entry: Fields;
}

/** All data sources that Grafana is provisioned with. */
export const datasourcesIn = oncePerCluster((cluster): readonly DatasourceEntry[] =>
  cluster.of('ConfigMap').flatMap(({ identity, content }) =>
    Object.entries(content.data ?? {})
      .filter(([, text]) => /^datasources:/m.test(text))
      .flatMap(([key, text]) =>
        itemsOf(fieldsOf(cluster.texts.read(text))['datasources']).map((value) => {
          const entry = fieldsOf(value);
          return {
            object: identity,
            at: `${key}[${textOf(entry['name']) ?? ''}]`,
            uid: textOf(entry['uid']) ?? '',
            type: textOf(entry['type']) ?? '',
            url: textOf(entry['url']) ?? '',
            jsonData: fieldsOf(entry['jsonData']),
            entry,
          };
        }),
      ),
  ),
);

/** Links between data sources that lead nowhere. */
export function* danglingDatasources(cluster: Cluster, all: readonly DatasourceEntry[]): Generator<RuleFinding> {
  for (const { object, at, jsonData } of all) {
    const known = all.filter((other) => other.object === object).map(({ uid }) => uid);
    for (const { path, uid } of linksIn(jsonData, `${at}.jsonData`)) {
      if (known.includes(uid)) continue;
      yield {
        id: 'link/datasource',
        object,
        sentence: `${path}: found ${show(uid)}, which is not the uid of any data source${suggestion(uid, known)}, allowed are ${listed(known)}: add the data source, or use one of those`,
      };
    }
  }
  const written = logLabels(cluster);
  // The collector of the logs is not in this environment.
  if (written === undefined) return;
  for (const { object, at, jsonData } of all) {
    for (const value of itemsOf(fieldsOf(jsonData['tracesToLogsV2'])['tags'])) {
      const tag = fieldsOf(value);
      const label = textOf(tag['value']) ?? textOf(tag['key'])?.replaceAll('.', '_') ?? '';
      if (written.has(label)) continue;
      yield {
        id: 'link/trace-logs',
        object,
        sentence: `${at}.jsonData.tracesToLogsV2.tags: found label ${show(label)}${suggestion(label, written)}, which no Promtail and no Alloy adds to streams, so no logs of a span are found: map to one of ${listed(written)}, or add the label to the streams`,
      };
    }
  }
}

/** Everything in a data source that names another one. */
function linksIn(value: unknown, path: string): Array<{ path: string; uid: string }> {
  if (Array.isArray(value)) return value.flatMap((item, index) => linksIn(item, `${path}[${index}]`));
  return Object.entries(fieldsOf(value)).flatMap(([key, member]) => {
    const uid = key === 'datasourceUid' ? textOf(member) : undefined;
    return uid === undefined ? linksIn(member, `${path}.${key}`) : [{ path: `${path}.${key}`, uid }];
  });
}
