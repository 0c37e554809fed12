import { mebibytes, type Size } from "../../common/size";

/** How RDS writes a class. */
export const CLASS = /^db\.[a-z0-9-]+\.[a-z0-9]+$/;

/** A class of RDS instances. */
export interface InstanceClass {
  name: string;
  /** Virtual CPUs. */
  cpu: number;
  /** In mebibytes. */
  memory: number;
}

/** Sizes of classes that are not burstable, by virtual CPUs. */
const SIZES = { large: 2, xlarge: 4, "2xlarge": 8, "4xlarge": 16, "8xlarge": 32, "12xlarge": 48, "16xlarge": 64 };

/** Sizes of burstable classes: virtual CPUs, and memory in gibibytes. */
const BURSTABLE: Record<string, [cpu: number, gibibytes: number]> = {
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  "2xlarge": [8, 32],
};

/** Gibibytes for each virtual CPU: general purpose, and with more memory. */
const STEADY = { m6g: 4, m7g: 4, m6i: 4, r6g: 8, r7g: 8, r6i: 8 };

/**
 * Classes that run every version that is offered here (Amazon RDS user guide, "DB instance classes", "Hardware
 * specifications for DB instance classes"); larger ones and other families go through `transform`.
 */
export const CLASSES: readonly InstanceClass[] = [
  ...["t4g", "t3"].flatMap(burstable),
  ...Object.entries(STEADY).flatMap(steady),
];

function burstable(family: string): InstanceClass[] {
  return Object.entries(BURSTABLE).map(([size, [cpu, gibibytes]]) => ({
    name: `db.${family}.${size}`,
    cpu,
    memory: gibibytes * 1_024,
  }));
}

function steady([family, ratio]: [string, number]): InstanceClass[] {
  return Object.entries(SIZES).map(([size, cpu]) => ({
    name: `db.${family}.${size}`,
    cpu,
    memory: cpu * ratio * 1_024,
  }));
}

/** Where the choice is ours: what costs least for its size. */
const CHOSEN = /^db\.(?:t4g|m7g|r7g)\./;

export function classNamed(name: string): InstanceClass | undefined {
  return CLASSES.find(known => known.name === name);
}

/** The smallest class that has so much; burstable ones come first. */
export function classFor(cpu: number, memory: Size): InstanceClass | undefined {
  const least = mebibytes(memory);
  const fits = CLASSES.filter(known => CHOSEN.test(known.name) && known.cpu >= cpu && known.memory >= least);
  return fits.reduce<InstanceClass | undefined>(
    (best, known) => (best === undefined || cost(known) < cost(best) ? known : best),
    undefined,
  );
}

/** Memory is what makes a class dear; a burstable one of the same size is cheaper. */
function cost({ name, cpu, memory }: InstanceClass): number {
  return memory + cpu * 1_024 + (name.includes(".t4g.") ? 0 : 1);
}
