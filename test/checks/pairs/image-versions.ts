import { lokiImage } from './changes';
import type { Pair } from './pair';

const digest = `sha256:${'0'.repeat(64)}`;

export const IMAGE_VERSION_PAIRS: readonly Pair[] = [
  {
    id: 'version/schema',
    what: 'an image of a later minor version',
    broken: lokiImage('3.3.2'),
    sentence:
      /^image: found "docker\.io\/grafana\/loki:3\.3\.2", which is Loki 3\.3, but .* those of Loki 2\.9\.4: .*"field not found".* Take an image of 2\.9$/,
    at: 'loki',
  },
  {
    id: 'version/schema',
    what: 'an image of an earlier minor version, with a digest',
    broken: lokiImage('2.8.11', digest),
    sentence: /is Loki 2\.8,/,
    at: 'loki',
  },
  {
    id: 'version/schema',
    what: 'an image of another release that the chart knows',
    broken: { mimir: { image: { repository: 'grafana/mimir', tag: '2.10.5' } } },
    sentence: /is Mimir 2\.10, but .* those of Mimir 2\.11\.0.* Take an image of 2\.11, or set version: MIMIR_2_10$/,
    at: 'mimir',
  },
  {
    id: 'version/unknown',
    what: 'a tag without a version',
    broken: lokiImage('main-1a2b3c4'),
    sentence: /no version in its tag "main-1a2b3c4": .*"2\.9\.4"/,
    at: 'loki',
  },
  {
    id: 'version/unknown',
    what: 'a digest without a tag',
    broken: lokiImage(undefined, digest),
    sentence: /no version in it, since it has no tag: .* beside a digest$/,
    at: 'loki',
  },
];
