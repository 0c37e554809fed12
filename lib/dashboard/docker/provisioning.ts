import { DATASOURCE } from "./panels";

/** Where the files lie in the container. */
export const FOLDER = "/etc/daytwo";

/**
 * What Grafana reads at its start, by file (its documentation, "Provision Grafana"): where figures come from, and where
 * pages lie. Nobody changes them in the browser: the next update would bring them back.
 */
export function provisioning(prometheus: string, page: object): Record<string, string> {
  const datasource = {
    ...DATASOURCE,
    name: "Prometheus",
    access: "proxy",
    url: `http://${prometheus}`,
    isDefault: true,
    editable: false,
    // Steps shorter than the time between two looks would draw gaps.
    jsonData: { timeInterval: "15s", httpMethod: "POST" },
  };
  const provider = {
    name: "daytwo",
    type: "file",
    disableDeletion: true,
    allowUiUpdates: false,
    options: { path: `${FOLDER}/pages` },
  };
  return {
    "datasources/prometheus.yaml": JSON.stringify({ apiVersion: 1, datasources: [datasource] }),
    "dashboards/daytwo.yaml": JSON.stringify({ apiVersion: 1, providers: [provider] }),
    "pages/application.json": JSON.stringify(page, null, 2),
  };
}
