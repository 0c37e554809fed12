import * as check from "../../common/checks";
import { isNotifications } from "../../notifications/aws";
import { oneRecipient } from "../../notifications/rules";
import { logChecks, togetherCheck } from "../rules";
import type { LogAggregationArgs } from "./args";

// It stands in the names of log groups (AWS, CloudWatch Logs API reference, "CreateLogGroup") and of metrics.
const application = check.text(
  /^[A-Za-z0-9_.-]{1,100}$/,
  'write at most 100 letters, digits, ".", "_" and "-", which log groups are named by',
);

/** Everything that can be wrong with the args of a log aggregation on AWS. */
export const logAggregationCheck = check.all(
  check.object<LogAggregationArgs>(
    { ...logChecks, application, notifications: isNotifications, transform: check.transforms },
    { required: ["sources"] },
  ),
  togetherCheck,
  oneRecipient,
);
