/** Programs that environments are taken to, as their executables are called. */
export type ProgramName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kubectl'
  | 'loki'
  | 'mimir'
  | 'nft'
  | 'nginx'
  | 'otelcol'
  | 'promtail'
  | 'promtool'
  | 'tempo';

/** A Go module that is made for a build, and thrown away afterwards. */
export interface GoModule {
  /** Versions of modules by their path. */
  readonly require: Readonly<Record<string, string>>;
  /** What stands in for a module: a version of it, or another module and its version. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Modules and versions that are not to be taken. */
  readonly exclude?: readonly string[];
  /** Lines of `go.sum` for what the checksum database does not know. */
  readonly sums?: readonly string[];
  /** Text of `main.go`, for a program that no module has as one. */
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
  /** What is linked besides. */
  readonly ldflags?: string;
}

/** Taken out of a package of Debian, which is not installed for it. */
export interface DebianSource {
  readonly from: 'debian';
  readonly package: string;
  /** Path of the program in the package. */
  readonly file: string;
}

/** Nowhere to be had for a machine that has only package registries. */
export interface NoSource {
  readonly from: 'nowhere';
  readonly reason: string;
}

/** A program, and how to have it. */
export interface Program {
  readonly name: ProgramName;
  /** Environment variable that names the file of one's own. */
  readonly variable: string;
  /** The version that is made, as it is written in tables and names of folders. */
  readonly version: string;
  /** How it is asked for its version. @default ['--version'] */
  readonly versionArgs?: readonly string[];
  /** Finds the version in what it answers. */
  readonly says: RegExp;
  /** Versions on the PATH that serve as well. */
  readonly fits: RegExp;
  readonly source: GoSource | DebianSource | NoSource;
}
