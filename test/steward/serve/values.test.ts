import { Readable } from "node:stream";
import fc from "fast-check";
import { metricsText } from "../../../images/steward/src/serve/metrics";
import { endOf } from "../../../images/steward/src/serve/output";
import { sampleIn, usageOf } from "../../../images/steward/src/serve/usage";

function piece(text: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

test("output is put together however Docker cuts it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ maxLength: 20 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      async (texts, size) => {
        const all = Buffer.concat(texts.map(piece));
        const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
          all.subarray(i * size, (i + 1) * size),
        );
        expect(await endOf(Readable.from(chunks))).toBe(texts.join(""));
      },
    ),
  );
});

const stats = (read: string, cpu: number, usage: number) =>
  sampleIn({
    read,
    cpu_stats: { cpu_usage: { total_usage: cpu }, online_cpus: 4 },
    memory_stats: { usage, limit: 1_000, stats: { inactive_file: 100 } },
  });

test("use is told of the limit; files in memory are none", () => {
  const [before, now] = [stats("2026-03-01T00:00:00Z", 1e9, 300), stats("2026-03-01T00:00:10Z", 6e9, 600)];
  expect(usageOf({ cpus: 0.5 }, before, now)).toEqual({ cpu: 1, memory: 0.5 });
  expect(usageOf({ cpus: undefined }, before, now)).toEqual({ cpu: 0.125, memory: 0.5 });
  expect(usageOf({ cpus: 1 }, undefined, now)).toEqual({ cpu: undefined, memory: 0.5 });
});

const SEEN = {
  id: "1",
  name: "shop-dump-1",
  role: "job",
  of: "dump",
  schedule: "0 3 * * *",
  created: "2026-03-01T00:00:00Z",
  running: false,
  restarting: false,
  startedAt: "",
  finishedAt: "",
  exitCode: 0,
  error: "",
  restarts: 0,
  cpus: 1,
};
const RECORD = { job: "dump", seenAt: "2026-03-01T00:00:00Z", handledTo: "2026-03-01T00:00:00Z", missed: 2 };
const RUN = {
  startedAt: "2026-03-01T03:00:00Z",
  endedAt: "2026-03-01T03:00:30Z",
  exitCode: 1,
  message: "",
  figures: {},
};
const NOW = new Date("2026-03-02T00:00:00Z");

function lines(text: string): string[] {
  return text.split("\n").filter(line => line !== "" && !line.startsWith("#"));
}

test("a job's last run is told; before its first, silence counts from when it was seen", () => {
  const job = { name: "dump", container: SEEN, running: false, record: { ...RECORD, runs: [RUN] } };
  expect(lines(metricsText([job], [], NOW))).toEqual([
    'daytwo_job_last_exit_code{job="dump"} 1',
    `daytwo_job_last_end_timestamp_seconds{job="dump"} ${Date.parse(RUN.endedAt) / 1_000}`,
    'daytwo_job_last_duration_seconds{job="dump"} 30',
    'daytwo_job_interval_seconds{job="dump"} 86400',
    'daytwo_job_running{job="dump"} 0',
    'daytwo_job_missed_total{job="dump"} 2',
  ]);
  const never = lines(metricsText([{ ...job, record: { ...RECORD, runs: [] } }], [], NOW));
  expect(never[0]).toBe(`daytwo_job_last_end_timestamp_seconds{job="dump"} ${Date.parse(RECORD.seenAt) / 1_000}`);
});

test("a container is told by name; one that only starts again and again does not run", () => {
  const seen = { ...SEEN, role: "service", of: "web", name: 'a"b', running: true, restarting: true, restarts: 3 };
  expect(lines(metricsText([], [{ seen, usage: { cpu: 0.5, memory: undefined }, oomKills: 1 }], NOW))).toEqual([
    'daytwo_container_cpu_ratio{of="web",role="service",container="a\\"b"} 0.5',
    'daytwo_container_running{of="web",role="service",container="a\\"b"} 0',
    'daytwo_container_restarts_total{of="web",role="service",container="a\\"b"} 3',
    'daytwo_container_oom_kills_total{of="web",role="service",container="a\\"b"} 1',
  ]);
});
