import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Datasource } from '../../lib/constructs/datasource';
import { renderConfig } from '../../lib/model/config/render';
import { isMap } from '../../lib/values/data';
import { Mistakes } from '../../lib/values/errors';
import { dnsLabel } from '../../lib/values/names';
import { SecretKey } from '../../lib/values/secret-key';
import { listed, show } from '../../lib/values/text';

/** Directory of the dashboards of all folders in Grafana's pod. */
export const DASHBOARDS_FOLDER = '/var/lib/grafana/dashboards';

/** Dashboards that Grafana shows in one folder. */
export interface DashboardFolder {
  /** As Grafana shows it. */
  readonly title: string;
  /** As files and objects are named after it. */
  readonly name: string;
  /** Content by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Identifiers of dashboards and data sources, which Grafana has in addresses and in its database. */
export const isUid = (uid: string): boolean => /^[A-Za-z0-9_-]{1,40}$/.test(uid);
export const UID_FORM = 'up to 40 letters, digits, "-" and "_"';

/** The variable of Grafana's pod that holds a secret of a data source. */
const variableOf = (index: number, field: string): string => `DATASOURCE_${index}_${field.toUpperCase()}`;

/** The file that names the data sources. */
export function datasourcesFile(datasources: readonly Datasource[]): string {
  return renderConfig({
    apiVersion: 1,
    datasources: datasources.map(({ jsonData, secureJsonData, basicAuthUser, ...rest }, index) => ({
      ...rest,
      ...(basicAuthUser !== undefined && { basicAuthUser: literal(basicAuthUser) }),
      jsonData: literal(jsonData),
      ...(secureJsonData && {
        secureJsonData: Object.fromEntries(
          Object.entries(secureJsonData).map(([field, value]) => [
            field,
            value instanceof SecretKey ? `$${variableOf(index, field)}` : value,
          ]),
        ),
      }),
    })),
  });
}

/** The variables that the file names. */
export const datasourceEnv = (datasources: readonly Datasource[]): Record<string, SecretKey> =>
  Object.fromEntries(
    datasources.flatMap(({ secureJsonData = {} }, index) =>
      Object.entries(secureJsonData).flatMap(([field, value]) =>
        value instanceof SecretKey ? [[variableOf(index, field), value]] : [],
      ),
    ),
  );

/** Grafana replaces `$NAME` with variables of its environment; `$$` escapes the sign in text. */
function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]));
}

/** The file with the dashboard folders. Provisioned dashboards cannot be changed in the browser. */
export const providersFile = (folders: readonly DashboardFolder[]): string =>
  renderConfig({
    apiVersion: 1,
    providers: folders.map(({ title, name }) => ({
      name,
      folder: title,
      type: 'file',
      allowUiUpdates: false,
      options: { path: `${DASHBOARDS_FOLDER}/${name}` },
    })),
  });

/**
 * The folders and their files.
 * @throws UserError for dashboards with the same name or uid, or with unknown data sources
 */
export function dashboardFolders(
  dashboards: Readonly<Record<string, readonly Dashboard[]>>,
  datasources: readonly Datasource[],
): DashboardFolder[] {
  const mistakes = new Mistakes('dashboards');
  const uids = new Map<string, string>();
  const known = new Set(datasources.map(({ uid }) => uid));
  const names = new Set(datasources.map(({ name }) => name));
  const folders = Object.entries(dashboards).map(([title, members]) => {
    const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    mistakes.attempt(show(title), () => dnsLabel(name), name);
    if (!Array.isArray(members)) {
      mistakes.add(show(title), `found ${show(members)}, allowed is a list of dashboards: put it into brackets`);
      return { title, name, files: {} };
    }
    const titles = new Map<string, string>();
    const files = members.flatMap((dashboard: Dashboard, index): Array<[string, string]> => {
      const where = `${show(title)}[${index}]`;
      const text = jsonOf(dashboard);
      if (text === undefined) {
        mistakes.add(where, `found ${show(dashboard)}, allowed is a dashboard that can be written as JSON: pass one`);
        return [];
      }
      const { uid, title: own = '' } = dashboard;
      // Grafana compares titles without regard to capital letters.
      const same = titles.get(own.toLowerCase());
      if (own !== '' && same !== undefined) {
        mistakes.add(where, `found title ${show(own)}, which ${same} of this folder has too: rename one`);
      }
      titles.set(own.toLowerCase(), where);
      if ((dashboard.title ?? '').trim() === '') mistakes.add(where, 'found no title, which Grafana requires: set it');
      if (uid && !isUid(uid)) mistakes.add(where, `found uid ${show(uid)}, allowed are ${UID_FORM}: rename it`);
      if (!uid) mistakes.add(where, 'found no uid, by which links and files are named: give it one');
      else if (uids.has(uid)) {
        mistakes.add(where, `found uid ${show(uid)}, which ${uids.get(uid)} has too: give each its own`);
      }
      uids.set(uid ?? '', where);
      for (const asked of askedDatasources(dashboard)) {
        if (known.has(asked.name) || (asked.isName && names.has(asked.name))) continue;
        mistakes.add(
          where,
          `found data source ${show(asked.name)}, there is only: ${listed([...known]) || 'none'}: add it to \`datasources\``,
        );
      }
      return [[`${uid}.json`, text]];
    });
    return { title, name, files: Object.fromEntries(files) };
  });
  for (const [index, { name }] of folders.entries()) {
    const first = folders.findIndex((folder) => folder.name === name);
    if (first !== index)
      mistakes.add(show(folders[index]?.title ?? name), `found files in "${name}", as another folder has: rename one`);
  }
  mistakes.throwIfAny();
  return folders;
}

/** The text of a dashboard; nothing for what is none, or contains itself. */
function jsonOf(dashboard: unknown): string | undefined {
  if (!isMap(dashboard)) return undefined;
  try {
    return JSON.stringify(dashboard);
  } catch {
    return undefined;
  }
}

/** A data source that a dashboard asks for: by its uid, or by a text, which may be its name as well. */
interface AskedDatasource {
  readonly name: string;
  readonly isName: boolean;
}

/** Data sources that a dashboard references. Names with `$` are dashboard variables; `-` prefixes Grafana's own. */
function askedDatasources(value: unknown): AskedDatasource[] {
  const asked = new Map<string, AskedDatasource>();
  const add = (name: unknown, isName: boolean): void => {
    if (typeof name === 'string' && name !== '' && !/^(\$|-|\[\[)/.test(name)) asked.set(name, { name, isName });
  };
  const visit = (item: unknown): void => {
    if (typeof item !== 'object' || item === null) return;
    for (const [key, member] of Object.entries(item)) {
      if (key === 'datasource') {
        if (typeof member === 'object' && member !== null && 'uid' in member) add(member.uid, false);
        // Dashboards from before Grafana 8.3 have names.
        else if (member !== 'default') add(member, true);
      }
      visit(member);
    }
  };
  visit(value);
  return [...asked.values()];
}
