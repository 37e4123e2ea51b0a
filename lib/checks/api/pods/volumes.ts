import { amountOf } from '../../../values/amount';
import { type Data, isMap, mapAt, mapsAt, numberAt, textAt } from '../../../values/data';
import { listed, show } from '../../../values/text';
import { claimRules } from '../claims';
import { type Complaint, complaint } from '../complaint';
import { DNS_LABEL, refusal } from '../formats';

/** Volumes of a pod. */
export function* volumeRules(spec: Data, at: string): Generator<Complaint> {
  const names = new Set<string>();
  for (const [index, volume] of mapsAt(spec, 'volumes').entries()) {
    const name = textAt(volume, 'name') ?? '';
    const path = `${at}.volumes[${name || index}]`;
    const wrong = refusal(DNS_LABEL, name);
    if (wrong !== undefined) yield complaint('api/name', `${path}.name`, wrong);
    if (names.has(name)) {
      yield complaint(
        'api/duplicate-name',
        `${path}.name`,
        `found ${show(name)}, the name of another volume of the pod, allowed is each name once: rename one`,
      );
    }
    names.add(name);
    const sources = Object.keys(volume).filter((key) => key !== 'name' && isMap(volume[key]));
    // Without a source, the server makes it an emptyDir.
    if (sources.length > 1) {
      yield complaint(
        'api/volume',
        path,
        `found ${listed(sources)}, allowed is one source for a volume: remove the others`,
      );
    }
    yield* sourceRules(volume, path);
  }
}

function* sourceRules(volume: Data, at: string): Generator<Complaint> {
  const sizeLimit = mapAt(volume, 'emptyDir')['sizeLimit'];
  if ((amountOf(sizeLimit) ?? 0) < 0) {
    yield complaint(
      'api/volume',
      `${at}.emptyDir.sizeLimit`,
      `found ${show(sizeLimit)}, allowed is at least 0: correct it`,
    );
  }
  const hostPath = textAt(volume, 'hostPath.path');
  if (hostPath?.split('/').includes('..')) {
    yield complaint(
      'api/volume',
      `${at}.hostPath.path`,
      `found ${show(hostPath)}, allowed is a path without "..": correct it`,
    );
  }
  for (const [kind, source] of [
    ['configMap', mapAt(volume, 'configMap')],
    ['secret', mapAt(volume, 'secret')],
    ['projected', mapAt(volume, 'projected')],
  ] as const) {
    const mode = numberAt(source, 'defaultMode');
    if (mode !== undefined && (mode < 0 || mode > 0o777)) {
      yield complaint(
        'api/volume',
        `${at}.${kind}.defaultMode`,
        `found ${mode}, allowed are permissions from 0 to 511 (octal 0777); YAML reads a number without a leading 0 as decimal: correct it`,
      );
    }
    for (const [index, item] of mapsAt(source, 'items').entries()) {
      const path = textAt(item, 'path') ?? '';
      if (path !== '' && !path.startsWith('/') && !path.split('/').includes('..')) continue;
      yield complaint(
        'api/volume',
        `${at}.${kind}.items[${index}].path`,
        `found ${show(path)}, allowed is a relative path without "..": correct it`,
      );
    }
  }
  const template = mapAt(volume, 'ephemeral.volumeClaimTemplate');
  if (isMap(template['spec'])) yield* claimRules(template, `${at}.ephemeral.volumeClaimTemplate`);
}
