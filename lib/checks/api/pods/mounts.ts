import { type Data, mapsAt, textAt } from '../../../values/data';
import { show } from '../../../values/text';
import { advice, type Complaint, complaint } from '../complaint';

const escapes = (path: string): boolean => path.startsWith('/') || path.split('/').includes('..');

/** Mounts of volumes in a container. */
export function* mountRules(container: Data, at: string): Generator<Complaint> {
  const paths = new Set<string>();
  for (const [index, mount] of mapsAt(container, 'volumeMounts').entries()) {
    const mountPath = textAt(mount, 'mountPath') ?? '';
    const path = `${at}.volumeMounts[${mountPath || index}]`;
    if (mountPath === '') {
      yield complaint('api/mount', `${path}.mountPath`, 'found "", allowed is the path of a folder or file: set it');
    }
    if (paths.has(mountPath)) {
      yield complaint(
        'api/duplicate-mount',
        `${path}.mountPath`,
        `found ${show(mountPath)} a second time, allowed is one volume for each path: mount one of them elsewhere`,
      );
    }
    paths.add(mountPath);
    if (mountPath.includes(':') || (mountPath !== '' && !mountPath.startsWith('/'))) {
      yield advice(
        'api/mount',
        `${path}.mountPath`,
        `found ${show(mountPath)}, allowed is an absolute path without ":", on which container runtimes split mounts: correct it`,
      );
    }
    for (const field of ['subPath', 'subPathExpr'] as const) {
      const value = textAt(mount, field) ?? '';
      if (value === '' || !escapes(value)) continue;
      yield complaint(
        'api/mount',
        `${path}.${field}`,
        `found ${show(value)}, allowed is a relative path without "..", since it must stay inside of the volume: correct it`,
      );
    }
    if (textAt(mount, 'subPath') && textAt(mount, 'subPathExpr')) {
      yield complaint('api/mount', path, 'found both subPath and subPathExpr, allowed is one of them: remove one');
    }
  }
}
