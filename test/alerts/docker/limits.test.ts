import { testCourses } from "./courses";

const CPU = 'daytwo_container_cpu_ratio{of="web",role="service"}';
const MEMORY = 'daytwo_container_memory_ratio{of="database",role="database"}';

describe("CPU and memory of a container: above 80 % for 15 minutes", () => {
  testCourses("CpuLimit|MemoryLimit", {
    "81 % from the start: after 15 minutes and not before": {
      series: { [CPU]: "0.81x80" },
      firing: { "9m45s": [], "16m": ["CpuLimit/web"] },
    },
    "from 10 % to 90 %: after about 15 minutes and not after 13": {
      series: { [CPU]: "0.1x40 0.9x80" },
      firing: { "23m": [], "26m": ["CpuLimit/web"] },
    },
    "80 %: never": { series: { [CPU]: "0.8x120" }, firing: { "29m": [] } },
    "10 minutes at 95 %: never": {
      series: { [CPU]: "0.1x40 0.95x40 0.1x80" },
      firing: { "20m": [], "21m": [], "24m": [] },
    },
    "one quiet moment does not end it": {
      series: { [CPU]: "0.95x40 0.1x2 0.95x60" },
      firing: { "12m": ["CpuLimit/web"], "20m": ["CpuLimit/web"] },
    },
    "nothing measured: never": { series: {}, firing: { "20m": [] } },
    "memory of a database": { series: { [MEMORY]: "0.9x80" }, firing: { "16m": ["MemoryLimit/database"] } },
    "two instances: their average": {
      series: { [`${CPU.slice(0, -1)},name="1"}`]: "0.99x80", [`${CPU.slice(0, -1)},name="2"}`]: "0.2x80" },
      firing: { "19m": [] },
    },
    "jobs may use all that they have": {
      series: { 'daytwo_container_cpu_ratio{of="cleanup",role="job"}': "1x80" },
      firing: { "19m": [] },
    },
  });
});

describe("limits and worse service after as long as is asked for", () => {
  testCourses(
    "CpuLimit|HostMemory|FewWorkers",
    {
      "3 minutes, and a minute": {
        series: {
          [CPU]: "0.9x80",
          node_memory_MemAvailable_bytes: "19x80",
          node_memory_MemTotal_bytes: "100x80",
          'daytwo_container_running{of="mailer",role="worker",name="1"}': "1x80",
        },
        firing: {
          "45s": [],
          "1m15s": ["FewWorkers/mailer"],
          "3m15s": ["CpuLimit/web", "FewWorkers/mailer", "HostMemory/host"],
        },
      },
    },
    [{ after: { degradation: "1 minute", warning: "3 minutes" } }],
  );
});

describe("restarts: three within 10 minutes", () => {
  const RESTARTS = 'daytwo_container_restarts_total{of="web",role="service",name="web-1"}';
  testCourses("Restarts", {
    "one every two minutes": {
      series: { [RESTARTS]: "0x8 1x8 2x8 3x8 4x8 5x40" },
      firing: { "1m": [], "11m": ["Restarts/web"] },
    },
    "one: never": { series: { [RESTARTS]: "0x20 1x60" }, firing: { "6m": [], "14m": [] } },
    "a long time after they ended: no more": { series: { [RESTARTS]: "0x8 1x8 2x8 3x8 4x200" }, firing: { "40m": [] } },
  });
});

describe("processes ended for want of memory", () => {
  const kills = 'daytwo_container_oom_kills_total{of="web",role="service",container="web-1"}';
  testCourses("OutOfMemory", {
    "one: told at once, and over ten minutes after it was last seen": {
      series: { [kills]: "0x20 1x100" },
      firing: { "4m": [], "6m": ["OutOfMemory/web"], "27m": [] },
    },
    "none: never": { series: { [kills]: "0x100" }, firing: { "20m": [] } },
  });
});

describe("the host: disk, CPU and memory above 80 % for 15 minutes", () => {
  const disk = (fstype: string, share: string) => ({
    [`node_filesystem_avail_bytes{device="/dev/sda1",fstype="${fstype}",mountpoint="/"}`]: share,
    [`node_filesystem_size_bytes{device="/dev/sda1",fstype="${fstype}",mountpoint="/"}`]: "100x120",
  });
  testCourses("DiskFull|HostCpu|HostMemory", {
    "a disk 81 % full": { series: disk("ext4", "19x120"), firing: { "14m30s": [], "15m30s": ["DiskFull/host"] } },
    "a disk 80 % full: never": { series: disk("ext4", "20x120"), firing: { "29m": [] } },
    "a disk full for 10 minutes: never": {
      series: disk("ext4", "5x40 50x80"),
      firing: { "14m": [], "16m": [], "29m": [] },
    },
    "a full image of a container is no disk": { series: disk("overlay", "0x120"), firing: { "29m": [] } },
    "busy processors": {
      series: { 'node_cpu_seconds_total{mode="idle",cpu="0",instance="host"}': "0+1x120" },
      firing: { "9m": [], "17m": ["HostCpu/host"] },
    },
    "idle processors: never": {
      series: { 'node_cpu_seconds_total{mode="idle",cpu="0",instance="host"}': "0+12x120" },
      firing: { "29m": [] },
    },
    "little memory left": {
      series: { node_memory_MemAvailable_bytes: "19x120", node_memory_MemTotal_bytes: "100x120" },
      firing: { "9m": [], "16m": ["HostMemory/host"] },
    },
  });
});

describe("the database: more than 80 % of its connections for 15 minutes", () => {
  const connections = (count: number) => ({
    'pg_stat_database_numbackends{job="db",datname="app"}': `${count - 1}x120`,
    'pg_stat_database_numbackends{job="db",datname="postgres"}': "1x120",
    'pg_settings_max_connections{job="db"}': "100x120",
  });
  testCourses("DatabaseConnections", {
    "81 of 100": { series: connections(81), firing: { "14m30s": [], "16m": ["DatabaseConnections/db"] } },
    "80 of 100: never": { series: connections(80), firing: { "29m": [] } },
  });
});

describe("jobs: failed, and silent", () => {
  const job = (exit: string, ended: string, interval = "300x200") => ({
    'daytwo_job_last_exit_code{job="cleanup"}': exit,
    'daytwo_job_last_end_timestamp_seconds{job="cleanup"}': ended,
    'daytwo_job_interval_seconds{job="cleanup"}': interval,
  });
  testCourses("JobFailed|JobSilent", {
    "a run that failed, until one goes well": {
      series: job("0x4 1x20 0x20", "0+15x200"),
      firing: { "45s": [], "2m": ["JobFailed/cleanup"], "8m": [] },
    },
    "every run on time: never": { series: job("0x400", "0+15x400", "300x400"), firing: { "90m": [] } },
    "no run for an hour more than its five minutes": {
      series: job("0x400", "0x400", "300x400"),
      firing: { "64m": [], "66m": ["JobSilent/cleanup"] },
    },
    "a job that never ran yet, or has no schedule: never": { series: {}, firing: { "90m": [] } },
  });
});

describe("jobs: gone from the host", () => {
  const known = 'daytwo_job_interval_seconds{job="cleanup"}';
  const steward = 'up{job="shop-alerts-steward"}';
  testCourses("JobGone", {
    "its container was removed": {
      series: { [known]: "86400x20 stale _x59 86400x40", [steward]: "1x120" },
      firing: { "4m45s": [], "8m": [], "11m": ["JobGone/cleanup"], "21m": [] },
    },
    "made anew by an update: never": {
      series: { [known]: "86400x20 stale _x9 86400x40", [steward]: "1x60" },
      firing: { "9m": [], "12m": [] },
    },
    "a steward that is not seen tells of no job": { series: { [steward]: "0x60" }, firing: { "14m": [] } },
  });
});

describe("workers: none for a minute, too few for five", () => {
  const running = 'daytwo_container_running{of="mailer",role="worker",name="1"}';
  testCourses("NoRunningWorker|FewWorkers", {
    "none, or nothing known of them": { series: {}, firing: { "45s": [], "1m15s": ["NoRunningWorker/mailer"] } },
    "one of two": {
      series: { [running]: "1x60" },
      firing: { "4m45s": [], "5m15s": ["FewWorkers/mailer"] },
    },
    "both: never": {
      series: { [running]: "1x60", 'daytwo_container_running{of="mailer",role="worker",name="2"}': "1x60" },
      firing: { "14m": [] },
    },
    "a gap of half a minute: never": { series: { [running]: "1x8 0x2 1x40" }, firing: { "2m30s": [], "3m": [] } },
  });
});
