import { allOf, isMonitored, type Monitoring } from "../../common/docker/monitoring";
import type { DockerWatch } from "../../target/docker/watch";
import type { DockerAlertThresholdsArgs } from "./args";
import { containerRules } from "./containers";
import { databaseRules } from "./database";
import { hostRules, hostScrape } from "./host";
import { jobRules, jobsIn, type KnownJobs, stewardJob } from "./jobs";
import { type DockerThresholds, dockerThresholdsOf } from "./limits";
import { maintenanceMonitoring } from "./maintenance";
import { requestRules } from "./requests";
import { proxyJob, selfRules } from "./self";

/** Everything that this component looks at: its own rules, and what all others have to say of themselves. */
export function collected(name: string, nodeExporter: string, args: DockerAlertThresholdsArgs): Monitoring {
  const { health, logs, parts = [], watch, ...policy } = args;
  const others = allOf([health, logs, ...parts].map(part => (isMonitored(part) ? part.monitoring : undefined)));
  const figures = dockerThresholdsOf(policy);
  const traffic = trafficOf(name, watch, figures);
  const jobs = watch.steward === undefined ? [] : jobRules(name, jobsOf(watch, others));
  const own = [...hostRules(name, figures), ...databaseRules(name, figures), ...selfRules(name, traffic.scrapes)];
  const rest = { scrapes: [hostScrape(`${name}-host`, nodeExporter)], rules: [...jobs, ...own] };
  return allOf([traffic, rest, others]);
}

function jobsOf({ jobs = {} }: DockerWatch, { rules }: Monitoring): KnownJobs {
  const scheduled = Object.keys(jobs).filter(job => jobs[job]?.schedule !== undefined);
  return { scheduled, others: jobsIn(rules) };
}

/** What the proxy and the steward have to say of services and workers, and the rules on it. */
export function trafficOf(name: string, watch: DockerWatch, figures: DockerThresholds): Monitoring {
  const { proxy, steward, services = {}, workers = {} } = watch;
  const requests = proxy !== undefined && {
    scrapes: [{ job: proxyJob(name), targets: [proxy] }, ...maintenanceMonitoring(name, watch).scrapes],
    rules: requestRules(name, Object.keys(services), figures),
  };
  const running = steward !== undefined && {
    scrapes: [{ job: stewardJob(name), targets: [steward] }],
    rules: containerRules(name, workers, figures),
  };
  return allOf([requests || undefined, running || undefined]);
}
