import type { Connection } from "./connection";

/**
 * Some platforms hand secrets to a container as environment variables. A specification then says where a variable's content
 * belongs, and the steward lays it there before it begins: tools and verbs know files alone.
 */
export interface FileVariable {
  /** In place of a file's path: the variable with what is in the file. */
  $file: string;
}

/** In place of a text that is no secret. */
export interface TextVariable {
  /** The variable that it is in. */
  $text: string;
}

/** In place of a folder's path. */
export interface FolderVariables {
  /** The variable with what is in each file, by the file's name. */
  $folder: Record<string, string>;
}

/** In place of a connection. */
export interface UrlVariable {
  /** The variable with the database's URL: `postgres://user:password@host:5432/name`, or `mysql://…`. */
  $url: string;
}

/** A specification in which variables may stand for files, folders and connections, and other values come in their own way. */
export type Variable<Spec, Value = never> = Spec extends string
  ? Spec | FileVariable | FolderVariables | TextVariable | Value
  : Spec extends Connection
    ? { [Key in keyof Spec]: Variable<Spec[Key], Value> } | UrlVariable
    : Spec extends object
      ? { [Key in keyof Spec]: Variable<Spec[Key], Value> }
      : Spec;
