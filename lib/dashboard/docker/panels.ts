/** The name by which panels know Prometheus. */
export const DATASOURCE = { type: "prometheus", uid: "prometheus" } as const;

/** Units by Grafana's own names for them (Grafana documentation, "Standard options definitions", Unit). */
export type Unit = "short" | "percent" | "percentunit" | "s" | "reqpm" | "bytes";

/** One line, or several told apart by a label. */
export interface Line {
  /** PromQL. */
  expr: string;
  /** What the legend says: a text, or a label in braces, "{{server}}". */
  legend: string;
}

/** A chart, before it has its place. */
export interface Panel {
  title: string;
  /** What it shows, for somebody who has never seen it. */
  description: string;
  unit: Unit;
  lines: readonly Line[];
  /** The figure from which on somebody is told. @default - none */
  limit?: number | false;
}

/** Charts that belong together. */
export interface Row {
  title: string;
  panels: readonly Panel[];
}

const WIDTH = 8;
const HEIGHT = 7;
const A_ROW = 3;

/** A page of charts as Grafana reads it (its documentation, "Dashboard JSON model"). */
export function dashboard(uid: string, title: string, rows: readonly Row[]): object {
  return {
    uid,
    title,
    tags: ["daytwo"],
    timezone: "utc",
    editable: false,
    graphTooltip: 1,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    templating: { list: [] },
    annotations: { list: [] },
    schemaVersion: 39,
    panels: placed(rows),
  };
}

/** Row below row, three charts beside each other. */
function placed(rows: readonly Row[]): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const row of rows) {
    panels.push({
      id: panels.length + 1,
      type: "row",
      title: row.title,
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: 24, h: 1 },
    });
    y += 1;
    for (const [index, panel] of row.panels.entries()) {
      const gridPos = { x: (index % A_ROW) * WIDTH, y: y + Math.floor(index / A_ROW) * HEIGHT, w: WIDTH, h: HEIGHT };
      panels.push({ id: panels.length + 1, gridPos, ...chart(panel) });
    }
    y += Math.ceil(row.panels.length / A_ROW) * HEIGHT;
  }
  return panels;
}

function chart({ title, description, unit, lines, limit = false }: Panel): object {
  return {
    type: "timeseries",
    title,
    description,
    datasource: DATASOURCE,
    targets: lines.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode("A".charCodeAt(0) + index),
      datasource: DATASOURCE,
      expr,
      legendFormat: legend,
    })),
    fieldConfig: {
      defaults: { unit, min: 0, custom: limited(limit).custom, thresholds: limited(limit).thresholds },
      overrides: [],
    },
    options: {
      legend: { showLegend: true, displayMode: "list", placement: "bottom" },
      tooltip: { mode: "multi", sort: "desc" },
    },
  };
}

/** The limit as a dashed line. */
function limited(limit: number | false): { custom: object; thresholds: object } {
  const steps = [{ color: "green", value: null }, ...(limit === false ? [] : [{ color: "red", value: limit }])];
  return {
    custom: { fillOpacity: 10, spanNulls: false, thresholdsStyle: { mode: limit === false ? "off" : "dashed" } },
    thresholds: { mode: "absolute", steps },
  };
}
