import * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../../common/args";
import { allOf, type Monitoring } from "../../common/docker/monitoring";
import type { Duration } from "../../common/duration";
import { preset } from "../../common/environment";
import type { Foundation } from "../../foundation/docker";
import type { Recipients } from "../../notifications";
import { type Notifications, notificationsFor } from "../../notifications/docker";
import { Prometheus, type PrometheusArgs } from "./prometheus";

export interface PagingArgs extends ComponentArgs, Recipients {
  foundation: Foundation;
  monitoring: Monitoring;
  /** The services whose outages together are one of everything. @default - none */
  services?: readonly string[];
  /** What is there before anybody is told of it. @default - nothing */
  after?: readonly pulumi.Resource[];
  /** How long figures are kept. @default - production "30 days", staging "14 days" */
  retention?: Duration;
  transform?: PrometheusArgs["transform"];
}

/** What tells of a component's alarms. */
export interface Paging {
  prometheus: Prometheus;
  notifications: Notifications | undefined;
  confirmations: pulumi.Output<string[]>;
}

/**
 * The Prometheus that tells of a component's alarms, and the Alertmanager that it tells. Who asks for it pages: of several
 * components that look at the same thing, only one should.
 */
export function pagingFor(name: string, args: PagingArgs, parent: pulumi.Resource): Paging {
  const { foundation, monitoring, application = name, environment = "production", services = [] } = args;
  const notifications = notificationsFor(args, name, foundation, parent);
  const retention = args.retention ?? (preset(environment) === "production" ? "30 days" : "14 days");
  const prometheus = new Prometheus(
    `${name}-prometheus`,
    {
      foundation,
      application,
      environment,
      monitoring: allOf([monitoring, notifications?.monitoring]),
      services,
      alertmanager: notifications?.address,
      after: args.after,
      retention,
      transform: args.transform,
    },
    { parent },
  );
  return { prometheus, notifications, confirmations: notifications?.confirmations ?? pulumi.output([]) };
}
