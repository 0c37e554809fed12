import type { SnsTopic } from "../../../../lib/steward/cloudwatch";
import { ask } from "./api";

/** Most characters of a subject, which e-mail subscribers see (Amazon SNS API reference, "Publish"). */
const SUBJECT_LIMIT = 100;

/** Sends a message to a topic. @throws Failure when the topic does not take it */
export async function publish(topic: SnsTopic, subject: string, message: string, stop: AbortSignal): Promise<void> {
  const body = new URLSearchParams({
    Action: "Publish",
    Version: "2010-03-31",
    TopicArn: topic.arn,
    Subject: plainSubject(subject),
    Message: message,
  }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  await ask({ service: "sns", id: "SNS", region: topic.region, headers, body }, stop);
}

/** SNS takes subjects in ASCII, on one line, that begin with a letter, a digit or a mark. */
function plainSubject(subject: string): string {
  return subject
    .replace(/[^\x20-\x7e]+/g, " ")
    .trim()
    .slice(0, SUBJECT_LIMIT);
}
