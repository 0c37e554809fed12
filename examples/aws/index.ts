import * as awsSdk from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Application } from "daytwo";
import * as aws from "daytwo/aws";

// A bucket of your own, beside daytwo's components: the backups below hold it as well.
const uploads = new awsSdk.s3.Bucket("uploads");
new awsSdk.s3.BucketVersioning("uploads", {
  bucket: uploads.id,
  versioningConfiguration: { status: "Enabled" },
});

// One specification: a service, a worker and a nightly job, with everything they need after their code is written.
const shop = new Application("shop", {
  platform: aws,
  environment: { name: pulumi.getStack(), preset: "staging" },
  services: {
    web: { image: "ghcr.io/acme/shop-web:1.4.2", health: "/healthz", scale: { min: 1, max: 3, requests: 1000 } },
  },
  workers: {
    mailer: { image: "ghcr.io/acme/shop-mailer:1.4.2" },
  },
  jobs: {
    cleanup: { image: "ghcr.io/acme/shop-web:1.4.2", command: ["node", "cleanup.js"], schedule: "0 3 * * *" },
  },
  // S3 can be restored to any second for as long as AWS Backup allows, 35 days.
  backups: { resources: [uploads.arn], pointInTime: "35 days" },
  notify: { critical: ["oncall@example.com"], warning: ["team@example.com"] },
});

export const url = shop.url;
export const confirmations = shop.confirmations;
