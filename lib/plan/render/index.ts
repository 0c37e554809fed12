import type { Plan } from "../model";
import { renderJson } from "./json";
import { renderMarkdown } from "./markdown";
import { makeStyle, type Style } from "./style";
import { renderTable } from "./table";
import { renderTree } from "./tree";

export const FORMATS = ["tree", "table", "markdown", "json"] as const;

export type Format = (typeof FORMATS)[number];

export interface RenderOptions {
  /** Whether to colour, for terminals. @default false */
  color?: boolean;
  /** How many letters fit in a line; a tree leaves out details that don't. @default - any number */
  columns?: number;
}

const RENDERERS: Record<Format, (plans: readonly Plan[], style: Style) => string> = {
  tree: renderTree,
  table: renderTable,
  markdown: renderMarkdown,
  json: renderJson,
};

/** Plans as a text for people, or for programs. */
export function render(plans: readonly Plan[], format: Format, { color = false, columns }: RenderOptions = {}): string {
  return RENDERERS[format](plans, makeStyle(color, columns));
}
