import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Data, isMap, textAt } from '../../values/data';
import { UserError, within } from '../../values/errors';
import { readText } from '../../values/files';
import { show } from '../../values/text';
import { type CustomSchemas, isDefinition, schemasOf } from './custom-resources';

/**
 * The schemas of definitions that a user gives, as objects or as YAML of one or several documents.
 * @throws UserError if one is no CustomResourceDefinition
 */
export const definedSchemas = (definitions: ReadonlyArray<string | object>): CustomSchemas =>
  schemasOf(
    definitions.flatMap((definition, index) =>
      within(`customResources[${index}]`, () =>
        typeof definition === 'string' ? inText(definition) : [checked(definition)],
      ),
    ),
  );

const inText = (text: string): Data[] =>
  documentsIn(text)
    .filter((content) => content !== null && content !== undefined)
    .map(checked);

/** @throws UserError with the line of the first error */
const documentsIn = (text: string): unknown[] =>
  parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error === undefined) return document.toJS();
    throw new UserError(`is no YAML: ${error.message.split('\n')[0] ?? ''}`);
  });

function checked(definition: unknown): Data {
  if (isDefinition(definition)) return definition;
  const found = isMap(definition) ? `kind ${show(definition['kind'])}` : show(definition);
  const name = textAt(definition, 'metadata.name');
  throw new UserError(
    `found ${found}${name === undefined ? '' : ` ${show(name)}`}, allowed is a CustomResourceDefinition with spec.group, spec.names.kind and spec.versions, or its YAML (a path is read by readCustomResources)`,
  );
}

/**
 * Reads CustomResourceDefinitions from a YAML file, or from the YAML files of a folder, for `customResources` of
 * `EnvironmentChecks`. Other objects in it are left out, so that it may be the manifest of an operator.
 * @throws UserError if it cannot be read, or has no definition
 */
export function readCustomResources(place: string): object[] {
  const isFolder = existsSync(place) && statSync(place).isDirectory();
  const files = isFolder
    ? readdirSync(place)
        .filter((file) => /\.(ya?ml|json)$/.test(file))
        .sort()
        .map((file) => path.join(place, file))
    : [place];
  const definitions = files.flatMap((file) => within(file, () => documentsIn(readText(file)).filter(isDefinition)));
  if (definitions.length > 0) return definitions;
  throw new UserError(`${place}: found no CustomResourceDefinition, name the file or folder that has them`);
}
