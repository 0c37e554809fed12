import { mebibytes, type Size } from "../../common/size";

/** A type of ElastiCache's nodes. */
export interface NodeType {
  name: string;
  /** In gibibytes. */
  memory: number;
}

/** Memory of each size of a family, in gibibytes (Amazon ElastiCache pricing and user guide, "Supported node types"). */
const FAMILIES: Record<string, Record<string, number>> = {
  t4g: { micro: 0.5, small: 1.37, medium: 3.09 },
  m7g: {
    large: 6.38,
    xlarge: 12.93,
    "2xlarge": 26.04,
    "4xlarge": 52.26,
    "8xlarge": 103.68,
    "12xlarge": 157.12,
    "16xlarge": 209.55,
  },
  r7g: {
    large: 13.07,
    xlarge: 26.32,
    "2xlarge": 52.82,
    "4xlarge": 105.81,
    "8xlarge": 209.55,
    "12xlarge": 317.77,
    "16xlarge": 419.09,
  },
};

/** From the least memory to the most; larger ones and other families go through `transform`. */
export const NODE_TYPES: readonly NodeType[] = Object.entries(FAMILIES)
  .flatMap(([family, sizes]) =>
    Object.entries(sizes).map(([size, memory]) => ({ name: `cache.${family}.${size}`, memory })),
  )
  .sort((a, b) => a.memory - b.memory);

/** What is left for entries: `reserved-memory-percent` is 25 (Amazon ElastiCache user guide, "Managing reserved memory"). */
const FOR_ENTRIES = 0.75;

export function nodeTypeNamed(name: string): NodeType | undefined {
  return NODE_TYPES.find(known => known.name === name);
}

/** The smallest type that has so much memory for entries. */
export function nodeTypeFor(memory: Size): NodeType | undefined {
  return NODE_TYPES.find(known => known.memory * 1_024 * FOR_ENTRIES >= mebibytes(memory));
}

/** Whether a node lives on CPU credits. */
export function isBurstable({ name }: NodeType): boolean {
  return name.startsWith("cache.t");
}
