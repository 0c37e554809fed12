import * as acm from "@pulumi/aws/acm";
import * as lb from "@pulumi/aws/lb";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Transforms } from "../../common/component";
import { ZONE_ID } from "./zoneRules";

/** Every kind of child that a domain has. */
export interface DomainChildren {
  certificate: acm.CertificateArgs;
  validationRecord: route53.RecordArgs;
  validation: acm.CertificateValidationArgs;
  record: route53.RecordArgs;
  listenerCertificate: lb.ListenerCertificateArgs;
}

export interface DomainArgs {
  domain: string;
  /** A certificate that is there already. @default - a new one */
  certificate?: pulumi.Input<string> | undefined;
  hostedZone?: pulumi.Input<string> | undefined;
  tags: Record<string, string>;
  transform?: Transforms<DomainChildren> | undefined;
}

/** A domain's certificate, proven by DNS, and the record that points to the balancer. */
export class Domain extends Component<DomainChildren> {
  readonly domain: string;
  readonly certificateArn: pulumi.Output<string>;
  /** The ARN of the certificate once it is valid: a listener refuses one that is not. */
  readonly validCertificateArn: pulumi.Output<string>;
  private readonly zoneId: pulumi.Output<string>;

  constructor(name: string, args: DomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:Domain", name, args, opts);
    this.domain = args.domain;
    this.zoneId = this.findZone(args);
    const certificate = args.certificate === undefined ? this.makeCertificate(args) : undefined;
    this.certificateArn = certificate?.arn ?? pulumi.output(args.certificate ?? "");
    this.validCertificateArn = certificate ? this.validate(certificate) : this.certificateArn;
    this.registerOutputs({ certificateArn: this.certificateArn });
  }

  /** Points the domain to a balancer. */
  pointTo(balancer: { dnsName: pulumi.Input<string>; zoneId: pulumi.Input<string> }): void {
    const aliases = [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }];
    this.child("record", route53.Record, { zoneId: this.zoneId, name: this.domain, type: "A", aliases });
  }

  /** Adds the certificate to an HTTPS listener that shows another one by default. */
  secure(listenerArn: pulumi.Input<string>): void {
    this.child("listenerCertificate", lb.ListenerCertificate, {
      listenerArn,
      certificateArn: this.validCertificateArn,
    });
  }

  private findZone({ domain, hostedZone }: DomainArgs): pulumi.Output<string> {
    return pulumi.output(hostedZone ?? parentDomain(domain)).apply(zone => {
      if (ZONE_ID.test(zone)) return pulumi.output(zone);
      return route53.getZoneOutput({ name: zone }, { parent: this }).zoneId;
    });
  }

  private makeCertificate({ domain, tags }: DomainArgs): acm.Certificate {
    return this.child("certificate", acm.Certificate, { domainName: domain, validationMethod: "DNS", tags });
  }

  private validate(certificate: acm.Certificate): pulumi.Output<string> {
    const proof = certificate.domainValidationOptions.apply(([first]) => ({
      name: first?.resourceRecordName ?? "",
      type: first?.resourceRecordType ?? "CNAME",
      value: first?.resourceRecordValue ?? "",
    }));
    const record = this.child("validationRecord", route53.Record, {
      zoneId: this.zoneId,
      name: proof.name,
      type: proof.type,
      records: [proof.value],
      ttl: 60,
      // The same proof serves every certificate of the domain: another stack may have written it already.
      allowOverwrite: true,
    });
    return this.child("validation", acm.CertificateValidation, {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    }).certificateArn;
  }
}

/** `"shop.example.com"` → `"example.com"`; `"example.com"` stays. */
export function parentDomain(domain: string): string {
  const labels = domain.split(".");
  return labels.length > 2 ? labels.slice(1).join(".") : domain;
}
