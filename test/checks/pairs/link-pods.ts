import { add, CONTAINER, INGESTER, patch, remove, replace, web } from './changes';
import type { Pair } from './pair';

export const POD_LINK_PAIRS: readonly Pair[] = [
  {
    id: 'link/config-map',
    what: 'a ConfigMap that does not exist',
    broken: web(replace('/spec/template/spec/volumes/0/configMap/name', 'wed')),
    sentence: /volumes\[config\]\.configMap\.name: found "wed".* \(did you mean "web"\?\)/,
  },
  {
    id: 'link/secret',
    what: 'a Secret that is not declared',
    broken: web(replace(`${CONTAINER}/env/0/valueFrom/secretKeyRef/name`, 'tokens')),
    sentence: /env\[TOKEN\]: found "tokens".* create it, or declare it as external/,
  },
  {
    id: 'link/claim',
    what: 'a claim that does not exist',
    broken: web(replace('/spec/template/spec/volumes/1/persistentVolumeClaim/claimName', 'data')),
    sentence: /claimName: found "data"/,
  },
  {
    id: 'link/service-account',
    what: 'a service account that does not exist',
    broken: web(replace('/spec/template/spec/serviceAccountName', 'wep')),
    sentence: /serviceAccountName: found "wep".* \(did you mean "web"\?\)/,
  },
  {
    id: 'link/key',
    what: 'a file that a ConfigMap does not have',
    broken: web(replace(`${CONTAINER}/volumeMounts/0/subPath`, 'web.yml')),
    sentence: /subPath: found "web\.yml", which ConfigMap web does not have \(did you mean "web\.yaml"\?\)/,
  },
  {
    id: 'link/key',
    what: 'an item that a ConfigMap does not have',
    broken: web(
      remove(`${CONTAINER}/volumeMounts/0/subPath`),
      add('/spec/template/spec/volumes/0/configMap/items', [{ key: 'app.yaml', path: 'a' }]),
    ),
    sentence: /items\[0\]\.key: found "app\.yaml"/,
  },
  {
    id: 'link/volume',
    what: 'a mount without a volume',
    broken: web(replace(`${CONTAINER}/volumeMounts/1/name`, 'date')),
    sentence: /found "date" \(did you mean "data"\?\), allowed are the volumes of the pod, config, data/,
  },
  {
    id: 'link/storage-class',
    what: 'a class of a claim that is not declared',
    broken: patch('PersistentVolumeClaim/web', replace('/spec/storageClassName', 'faster')),
    sentence: /found "faster", which is not declared/,
  },
  {
    id: 'link/storage-class',
    what: 'a class of a template that is not declared',
    broken: patch(INGESTER, replace('/spec/volumeClaimTemplates/0/spec/storageClassName', 'faster')),
    sentence: /volumeClaimTemplates\[data\]\.spec\.storageClassName: found "faster"/,
  },
];
