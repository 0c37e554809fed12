import { Application, type ApplicationArgs, InputError, type JobArgs, type ServiceArgs, type WorkerArgs } from "daytwo";
import * as aws from "daytwo/aws";
import { plan } from "daytwo/testing";
import fc from "fast-check";

type Args = ApplicationArgs<typeof aws>;

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const container = {
  image: fc.constantFrom("ghcr.io/acme/shop:1", "shop@sha256:0123"),
  cpu: optional(fc.double({ min: 0.05, max: 16, noNaN: true })),
  memory: optional(fc.integer({ min: 64, max: 122_880 }).map(amount => `${amount}MiB` as const)),
  environment: optional(fc.dictionary(fc.stringMatching(/^E[A-Z]{0,8}$/), fc.string(), { maxKeys: 3 })),
  secrets: optional(fc.dictionary(fc.stringMatching(/^S[A-Z]{0,8}$/), fc.string(), { maxKeys: 3 })),
};
const min = fc.integer({ min: 1, max: 5 });
const scale = fc.record({ min, max: fc.integer({ min: 5, max: 1000 }), cpu: fc.integer({ min: 10, max: 95 }) });

const service: fc.Arbitrary<ServiceArgs> = fc.record({
  ...container,
  port: optional(fc.integer({ min: 1, max: 65_535 })),
  health: optional(fc.constantFrom("/healthz", { interval: "10 seconds" as const, timeout: "3 seconds" as const })),
  scale: optional(scale),
  rollout: optional(fc.record({ strategy: fc.constantFrom("rolling", "blue-green"), rollback: fc.boolean() })),
});
const worker: fc.Arbitrary<WorkerArgs> = fc.record({ ...container, scale: optional(scale) });
const job: fc.Arbitrary<JobArgs> = fc.record({
  ...container,
  schedule: optional(fc.constantFrom("0 3 * * *", "*/5 * * * 1-5")),
});

/** Records whose names do not meet: each kind has its own first letter. Services share the balancer by path. */
const named = <T>(letter: string, value: fc.Arbitrary<T>, minKeys = 0) =>
  fc.dictionary(
    name.map(rest => letter + rest),
    value,
    { minKeys, maxKeys: 2 },
  );
const services = named("s", service, 1).map(all =>
  Object.fromEntries(Object.entries(all).map(([key, value]) => [key, { ...value, path: `/${key}` }])),
);

const valid: fc.Arbitrary<Args> = fc
  .record({ services, workers: named("w", worker), jobs: named("j", job) })
  .chain(workload =>
    fc.record({
      platform: fc.constant(aws),
      environment: fc.constantFrom("staging", "production"),
      services: fc.constant(workload.services),
      workers: fc.constant(workload.workers),
      jobs: fc.constant(workload.jobs),
      notify: optional(fc.constant({ critical: ["oncall@example.com"] })),
      foundation: optional(
        fc.record({
          vpc: fc.record({ zones: fc.constantFrom(2, 3), nat: fc.constantFrom("none", "single", "per-zone") }),
        }),
      ),
      backups: optional(fc.constant({ resources: ["arn:aws:rds:eu-central-1:123456789012:db:shop"] })),
    }),
  );

const planned = (args: unknown) => plan(() => void new Application("shop", args as Args));

test("whatever is valid can be planned", async () => {
  await fc.assert(
    fc.asyncProperty(valid, async args => {
      const { resources } = await planned(args);
      expect(resources.some(({ type }) => type === "daytwo:aws:DeploymentTarget")).toBe(true);
    }),
    { numRuns: 25 },
  );
});

/** One value somewhere in valid args, replaced by one that no property takes. */
const places: ((wrong: unknown) => object)[] = [
  wrong => ({ environment: wrong }),
  wrong => ({ services: { web: { image: "a", port: wrong } } }),
  wrong => ({ services: { web: { image: wrong } } }),
  wrong => ({ services: { web: { image: "a", memory: wrong } } }),
  wrong => ({ services: { web: { image: "a", health: { interval: wrong } } } }),
  wrong => ({ services: wrong }),
  wrong => ({ workers: { w: wrong } }),
  wrong => ({ jobs: { j: { image: "a", schedule: wrong } } }),
  wrong => ({ foundation: { vpc: { zones: wrong } } }),
  wrong => ({ target: { architecture: wrong } }),
  wrong => ({ logs: { retention: wrong } }),
  wrong => ({ health: { interval: wrong } }),
  wrong => ({ alerts: { errorRate: wrong } }),
  wrong => ({ backups: { resources: [wrong] } }),
  wrong => ({ notify: { critical: [wrong] } }),
];
const wrong = fc.oneof(
  fc.constantFrom(-1, Number.NaN, true, null, "", " ", {}, [], [[]], { a: 1 }),
  fc.string().map(text => `\u0000${text}`),
);

test("whatever is invalid gives an InputError, and nothing else", async () => {
  const base = { platform: aws, environment: "staging", services: { web: { image: "a" } } };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), wrong, async (place, value) => {
      const error = await planned({ ...base, ...place(value) }).catch((thrown: unknown) => thrown);
      expect(InputError.isInstance(error)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
