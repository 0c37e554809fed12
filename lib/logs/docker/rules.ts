import * as check from "../../common/checks";
import { bucketCheck } from "../../common/docker/bucket";
import { isFoundation } from "../../foundation/docker";
import { isNotifications } from "../../notifications/docker";
import { dockerNotifyCheck, reachableAlone } from "../../notifications/docker/rules";
import { oneRecipient } from "../../notifications/rules";
import { PATTERN_COUNT, patternMistake } from "../../steward/pattern";
import { logChecks, togetherCheck } from "../rules";
import { DELIVERIES, type DockerLogAggregationArgs } from "./args";

/** The contract's own limit on `errorPattern`. */
const ERROR_PATTERN_LENGTH = 1_024;

const shape = check.object<DockerLogAggregationArgs>(
  {
    ...logChecks,
    foundation: isFoundation,
    notifications: isNotifications,
    notify: dockerNotifyCheck,
    redactPatterns: check.list(pattern(), { max: PATTERN_COUNT }),
    errorPattern: pattern(ERROR_PATTERN_LENGTH),
    delivery: check.oneOf(...DELIVERIES),
    port: check.number({ min: 1, max: 65_535 }),
    archiveTo: bucketCheck,
    transform: check.transforms,
  },
  { required: ["sources"] },
);

/** Everything that can be wrong with the args of a log aggregation on Docker. */
export const logAggregationCheck: check.Check = check.all(
  shape,
  togetherCheck,
  oneRecipient,
  reachableAlone,
  archiveIsThere,
);

function pattern(longest?: number): check.Check {
  const text = check.text(undefined, "write a regular expression, without slashes around it");
  return check.plain((value, path, mistakes) => {
    text(value, path, mistakes);
    const mistake = typeof value === "string" && value !== "" ? patternMistake(value, longest) : undefined;
    if (mistake !== undefined) mistakes.add(path, mistake);
  });
}

function archiveIsThere(value: unknown, path: string, mistakes: Parameters<check.Check>[2]): void {
  if (check.isPlainObject(value) && value.archive === false && value.archiveTo !== undefined)
    mistakes.add(check.join(path, "archiveTo"), "stands beside archive: false; leave out one of the two");
}
