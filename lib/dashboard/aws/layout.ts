import type { Widget } from "./widgets";

/** Charts that belong together. */
export interface Section {
  title: string;
  widgets: readonly Widget[];
}

/**
 * What one dashboard takes (Amazon CloudWatch user guide, "CloudWatch service quotas"; API reference, "Dashboard body
 * structure and syntax"). The most bytes are (unverified): no page names them.
 */
export const LIMITS = { widgets: 500, metrics: 2_500, bytes: 900_000 };

/** Titles of what is left out that are named one by one. */
const NAMED = 20;

/** A dashboard's body: sections below each other, as much of them as CloudWatch takes. */
export function pageOf(about: string, sections: readonly Section[]): object {
  const { kept, left } = withinLimits(sections);
  const widgets: object[] = [];
  let y = 0;
  for (const text of [about, ...missing(left)]) {
    widgets.push(heading(text, y, 3));
    y += 3;
  }
  for (const { title, widgets: all } of sections) {
    const shown = all.filter(widget => kept.has(widget));
    if (shown.length === 0) continue;
    widgets.push(heading(`## ${title}`, y, 1));
    y = placeIn(widgets, shown, y + 1);
  }
  return { start: "-P1D", periodOverride: "inherit", widgets };
}

function missing(left: readonly Widget[]): string[] {
  if (left.length === 0) return [];
  const titles = left.slice(0, NAMED).map(({ properties }) => properties.title);
  const rest = left.length > NAMED ? `, and ${left.length - NAMED} more` : "";
  const why = `a dashboard takes ${LIMITS.metrics} metrics and ${LIMITS.widgets} widgets`;
  return [`**Left out**, because ${why}: ${titles.join(", ")}${rest}.`];
}

/** Places widgets from left to right, and gives the height at which what comes next begins. */
function placeIn(widgets: object[], shown: readonly Widget[], top: number): number {
  let [x, y, tallest] = [0, top, 0];
  for (const { type, width, height, properties } of shown) {
    if (x + width > 24) [x, y, tallest] = [0, y + tallest, 0];
    widgets.push({ type, x, y, width, height, properties });
    x += width;
    tallest = Math.max(tallest, height);
  }
  return y + tallest;
}

function heading(markdown: string, y: number, height: number): object {
  return { type: "text", x: 0, y, width: 24, height, properties: { markdown, background: "transparent" } };
}

/** Chooses by rank, and then as they come. Both texts above the sections and their headings have their room first. */
function withinLimits(sections: readonly Section[]): { kept: ReadonlySet<Widget>; left: Widget[] } {
  const all = sections.flatMap(({ widgets }) => widgets);
  const room = { widgets: LIMITS.widgets - sections.length - 2, metrics: LIMITS.metrics, bytes: LIMITS.bytes - 20_000 };
  const kept = new Set<Widget>();
  for (const widget of [...all].sort((a, b) => a.rank - b.rank)) {
    const metrics = widget.properties.metrics?.length ?? 0;
    const bytes = Buffer.byteLength(JSON.stringify(widget));
    if (room.widgets < 1 || room.metrics < metrics || room.bytes < bytes) continue;
    kept.add(widget);
    room.widgets -= 1;
    room.metrics -= metrics;
    room.bytes -= bytes;
  }
  return { kept, left: all.filter(widget => !kept.has(widget)) };
}
