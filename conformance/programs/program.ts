/** Programs that check environments, by the names of their executables. */
export type ProgramName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kubectl'
  | 'loki'
  | 'loki-3'
  | 'mimir'
  | 'nft'
  | 'nginx'
  | 'otelcol'
  | 'promtail'
  | 'promtool'
  | 'tempo';

/** A temporary Go module for a build. */
export interface GoModule {
  /** Version of Go that it needs. @default "1.21" */
  readonly go?: string;
  /** Versions of modules by their path. */
  readonly require: Readonly<Record<string, string>>;
  /** Replacements of modules: a version of the same module, or another module and its version. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Excluded modules and versions. */
  readonly exclude?: readonly string[];
  /** Lines of `go.sum` for modules that the checksum database does not have. */
  readonly sums?: readonly string[];
  /** Text of `main.go`, for a program without a main package in any module. */
  readonly main?: string;
}

/** Built with Go from the module proxy. */
export interface GoSource {
  readonly from: 'go';
  readonly module: GoModule;
  /** Package of the program; `.` is `main.go` of the module. */
  readonly package: string;
  /** Variables of the program that are set to its version. */
  readonly versionVariables?: readonly string[];
  /** Further linker flags. */
  readonly ldflags?: string;
}

/** Extracted from a Debian package, which is not installed. */
export interface DebianSource {
  readonly from: 'debian';
  readonly package: string;
  /** Path of the program in the package. */
  readonly file: string;
}

/** Not available on a machine with access to package registries only. */
export interface NoSource {
  readonly from: 'nowhere';
  readonly reason: string;
}

/** A program, and its source. */
export interface Program {
  readonly name: ProgramName;
  /** Environment variable with the path of the user's own file. */
  readonly variable: string;
  /** The version to build, as written in tables and names of folders. */
  readonly version: string;
  /** Arguments that print its version. @default ['--version'] */
  readonly versionArgs?: readonly string[];
  /** Matches the version in the output. */
  readonly says: RegExp;
  /** Versions that are accepted on the PATH too. */
  readonly fits: RegExp;
  readonly source: GoSource | DebianSource | NoSource;
}
