import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/**
 * What the canary runs: one request, as a browser would make it without following redirects. It fails on a status that the
 * balancer's health check would not take either (200 to 399), on an answer that is not complete in time, and on what keeps
 * a connection from coming about, a bad certificate included. It needs nothing but Node.
 */
export const PROBE_SCRIPT = `"use strict";

exports.handler = async () => {
  const url = process.env.PROBE_URL;
  const limit = Number(process.env.PROBE_TIMEOUT_MS);
  const started = Date.now();
  const status = await statusOf(url, limit);
  const took = Date.now() - started;
  if (status < 200 || status > 399) throw new Error(url + " answered " + status + " after " + took + " ms");
  console.log(url + " answered " + status + " after " + took + " ms");
  return status;
};

async function statusOf(url, limit) {
  try {
    const headers = { "user-agent": "daytwo-canary" };
    const response = await fetch(url, { redirect: "manual", headers, signal: AbortSignal.timeout(limit) });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    if (error.name === "TimeoutError") throw new Error(url + " did not answer within " + limit + " ms");
    throw new Error(url + " cannot be reached: " + ((error.cause && (error.cause.code || error.cause.message)) || error.message));
  }
}
`;

/** "file.export"; Synthetics asks for the export to be called so. */
export const PROBE_HANDLER = "probe.handler";

/** Changes with the script, and so makes the canary take the new one. */
export const PROBE_KEY = `scripts/probe-${createHash("sha256").update(PROBE_SCRIPT).digest("hex").slice(0, 12)}.zip`;

/** The script in the folder that Synthetics looks into (AWS, Amazon CloudWatch user guide, "Packaging your canary files"). */
export function probeArchive(): pulumi.asset.AssetArchive {
  const script = new pulumi.asset.StringAsset(PROBE_SCRIPT);
  return new pulumi.asset.AssetArchive({ "nodejs/node_modules/probe.js": script });
}
