import crds from '../../../imports/crds.schema.json';
import { lookUp } from '../../values/text';
import type { Schema } from './json-schema';

const CUSTOM: Readonly<Record<string, Readonly<Record<string, Schema>>>> = crds.schemas;

/** The schema of a custom resource whose definition is in `crds/`. */
export const customSchema = (apiVersion: string, kind: string): Schema | undefined =>
  lookUp(lookUp(CUSTOM, apiVersion) ?? {}, kind);
