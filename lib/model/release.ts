import path from 'node:path';
import { readText } from '../values/files';
import type { Image } from '../values/image';
import { type ConfigFields, ConfigSchema, isConfigFields } from './config/config-schema';
import type { ProgramFlags } from './config/flags';
import type { ConfigParser } from './config/parser';

const SCHEMAS = path.join(__dirname, '..', '..', 'schemas');

/** The version of a release, such as `2.9.4`. */
export type SemanticVersion = `${number}.${number}.${number}`;

export interface ReleaseProps<Config extends object, Version extends SemanticVersion, Traits extends object> {
  /** Such as `Loki`; in lower case it begins the names of its schema and of its types. */
  readonly system: string;
  readonly version: Version;
  /** Registry and repository of the image; the tag is the version. */
  readonly repository: string;
  /** `configParser<LokiConfig>`, with the type that `npm run import` has made from the schema of this version. */
  readonly parser: (schema: ConfigSchema) => ConfigParser<Config>;
  /** Differences of the chart between releases. */
  readonly traits: Traits;
  /** Flags of the program that are no keys of its configuration. */
  readonly flags: ProgramFlags;
  /** Whether members of its rings are unhealthy under a heartbeat timeout of 0. @default false: it disables the check */
  readonly needsHeartbeats?: boolean;
}

/**
 * A release of a system. All that depends on the version follows from it: image, labels, schema, configuration type and
 * the differences of the chart.
 */
export class Release<
  Config extends object = object,
  Version extends SemanticVersion = SemanticVersion,
  Traits extends object = object,
> {
  /** Such as `Loki`. */
  readonly system: string;
  /** Such as `2.9.4`. */
  readonly version: Version;
  /** Image of all roles. */
  readonly image: Image;
  /** Differences of the chart between releases. */
  readonly traits: Traits;
  /** Flags of the program that are no keys of its configuration. */
  readonly flags: ProgramFlags;
  /** Whether members of its rings are unhealthy under a heartbeat timeout of 0, which else disables the check. */
  readonly needsHeartbeats: boolean;
  private readonly parser: (schema: ConfigSchema) => ConfigParser<Config>;
  private loaded: ConfigSchema | undefined;

  constructor(props: ReleaseProps<Config, Version, Traits>) {
    const { system, version, repository, parser, traits, flags, needsHeartbeats = false } = props;
    this.system = system;
    this.version = version;
    this.image = this.imageOf(repository);
    this.traits = traits;
    this.flags = flags;
    this.needsHeartbeats = needsHeartbeats;
    this.parser = parser;
  }

  /** As sentences call it, such as `Loki 2.9.4`. */
  get name(): string {
    return `${this.system} ${this.version}`;
  }

  /** Major and minor version, such as `2.9`: between these, configurations change. */
  get minor(): string {
    return this.version.replace(/\.\d+$/, '');
  }

  /** Name by which the package exports it, such as `LOKI_2_9`. */
  get constant(): string {
    return `${this.system.toUpperCase()}_${this.minor.replace('.', '_')}`;
  }

  /** Name of its file in `schemas/`, such as `loki-2.9.4.json`. */
  get schemaFile(): string {
    return `${this.system.toLowerCase()}-${this.version}.json`;
  }

  /** Schema of its configuration file; read from `schemas/` on first use, since few apps use all releases. */
  get schema(): ConfigSchema {
    this.loaded ??= new ConfigSchema(this.name, fieldsIn(path.join(SCHEMAS, this.schemaFile)));
    return this.loaded;
  }

  /** Another image that is published under the same version. */
  imageOf(repository: string): Image {
    return { repository, tag: this.version };
  }

  /** Data of any origin as a configuration of this release. @throws UserError as `ConfigParser` says */
  readonly parse = (data: unknown): Config => this.parser(this.schema).parse(data);

  /** A YAML file as a configuration of this release. @throws UserError as `ConfigParser` says */
  readonly read = (file: string): Config => this.parser(this.schema).read(file);
}

function fieldsIn(file: string): ConfigFields {
  const data: unknown = JSON.parse(readText(file));
  if (isConfigFields(data)) return data;
  throw new Error(`${file}: found no schema of a configuration, see schemas/README.md`);
}

/** The type of the configuration of a release. */
export type ConfigOf<R extends Release> = R extends Release<infer Config> ? Config : never;

/** All releases that a chart knows; the first is the default. */
export type Releases<R extends Release> = readonly [R, ...R[]];
