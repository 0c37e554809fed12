import { logMonitoring } from "../../../lib/logs/docker/monitoring";
import { filesOf } from "../../alerts/docker/generated";
import { itNeeds } from "../../support/needs";
import { type Course, promtoolTest } from "../../support/promtool";

const logs = { name: "shop-logs", metrics: "shop-logs:9101", sources: ["web", "worker"], errorThreshold: 10 };

/** The alarms of logs that stand alone, and of such as join others. */
const rulesOf = async (alone: boolean) => {
  const files = await filesOf({ monitoring: logMonitoring({ ...logs, alone }), services: [], alertmanager: "am:9093" });
  return files["rules.yml"] ?? "";
};

const errors = (source: string) => `daytwo_log_error_lines_total{job="shop-logs",source="${source}"}`;
const up = 'up{job="shop-logs"}';
const blocked = 'daytwo_log_write_blocked{job="shop-logs"}';
const free = 'daytwo_log_disk_free_bytes{job="shop-logs"}';
const size = 'daytwo_log_disk_size_bytes{job="shop-logs"}';

const courses: Record<string, Omit<Course, "of">> = {
  "ten error lines within 5 minutes are told of by source, until they are 5 minutes past": {
    series: { [errors("web")]: "0x8 12x60", [errors("worker")]: "0 1x60" },
    firing: { "1m30s": [], "2m30s": ["ErrorLines/web"], "6m": ["ErrorLines/web"], "8m": [] },
  },
  "nine are not": { series: { [errors("web")]: "0x8 9x60" }, firing: { "3m": [], "6m": [] } },
  "a restarted collector, which counts from 0 again, is no error": {
    series: { [errors("web")]: "50x10 0x60" },
    firing: { "4m": [], "8m": [] },
  },
  "a collector that cannot write is told of after a minute": {
    series: { [blocked]: "0x4 1x8 0x20" },
    firing: { "1m30s": [], "2m30s": ["LogsNotWritten/logs"], "4m": [] },
  },
};

const aloneCourses: Record<string, Omit<Course, "of">> = {
  "a collector that is gone is told of after 2 minutes": {
    series: { [up]: "1x4 0x20" },
    firing: { "2m30s": [], "3m30s": ["CollectorDown/logs"] },
  },
  "a disk that is nearly full is told of after 15 minutes": {
    series: { [up]: "1x80", [free]: "50x4 9x80", [size]: "100x84" },
    firing: { "14m": [], "17m": ["LogDiskFull/logs"] },
  },
};

const OF = "ErrorLines|LogsNotWritten|CollectorDown|LogDiskFull";

for (const [title, course] of Object.entries(courses))
  itNeeds(["promtool"], title, async () => promtoolTest(await rulesOf(false), { ...course, of: OF }));

for (const [title, course] of Object.entries(aloneCourses)) {
  itNeeds(["promtool"], title, async () => promtoolTest(await rulesOf(true), { ...course, of: OF }));
  itNeeds(["promtool"], `${title}, but not twice where others look at it`, async () => {
    const firing = Object.fromEntries(Object.keys(course.firing).map(time => [time, []]));
    await promtoolTest(await rulesOf(false), { ...course, firing, of: OF });
  });
}
