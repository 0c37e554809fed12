import * as pulumi from "@pulumi/pulumi";
import { json } from "../../common/json";
import type { Redaction } from "../index";

/** Managed data identifiers (AWS, CloudWatch Logs user guide, "Types of data that you can protect"). */
const IDENTIFIERS: Record<Redaction, readonly string[]> = {
  email: ["EmailAddress"],
  "card-number": ["CreditCardNumber", "CreditCardSecurityCode"],
  "access-key": ["AwsSecretKey", "OpenSshPrivateKey", "PgpPrivateKey", "PkcsPrivateKey", "PuttyPrivateKey"],
  "ip-address": ["IpAddress"],
  "phone-number": ["BR", "DE", "ES", "FR", "GB", "IT", "US"].map(country => `PhoneNumber-${country}`),
};

/**
 * Masks on reading, by whatever way: the console, queries, metric filters, and the subscription that fills the archive.
 * What is stored stays as it was written, and `logs:Unmask` shows it. Only lines that come after the policy are masked.
 * A policy has exactly one audit statement, over the identifiers of its de-identify statement; its findings need go
 * nowhere, since CloudWatch counts them in `LogEventsWithFindings`.
 */
export function dataProtectionPolicy(
  redact: readonly Redaction[],
  partition: pulumi.Output<string>,
): pulumi.Output<string> {
  const names = redact.flatMap(kind => IDENTIFIERS[kind]);
  const identifiers = names.map(
    name => pulumi.interpolate`arn:${partition}:dataprotection::aws:data-identifier/${name}`,
  );
  return json({
    Name: "redaction",
    Description: `Hides ${redact.join(", ")} from readers without logs:Unmask`,
    Version: "2021-06-01",
    Statement: [
      { Sid: "audit", DataIdentifier: identifiers, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "redact", DataIdentifier: identifiers, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}
