import * as pulumi from "@pulumi/pulumi";
import * as check from "../checks";
import type { Mistakes } from "../errors";
import { configuredRegion } from "./region";

/** An ARN of a service in the stack's own Region, and where the stack's configuration names accounts, in one of them. */
export function arnOf(service: string, resource: RegExp, hint: string): check.Check {
  return check.input((value, path, mistakes) => {
    const [scheme, , found, region, account = "", ...rest] = typeof value === "string" ? value.split(":") : [];
    if (scheme !== "arn" || found !== service || !resource.test(rest.join(":"))) {
      mistakes.add(path, `is no ARN of the kind that is needed; write "${hint}"`);
      return;
    }
    checkPlace({ region, account }, path, mistakes);
  });
}

/** That an ARN is not of another Region or account than the stack's, as far as either is said. */
export const ofThisStack: check.Check = (value, path, mistakes) => {
  const [, , , region, account] = typeof value === "string" ? value.split(":") : [];
  checkPlace({ region, account }, path, mistakes);
};

function checkPlace({ region, account }: Place, path: string, mistakes: Mistakes): void {
  const own = configuredRegion();
  if (own !== undefined && region && region !== own)
    mistakes.add(path, `is in ${region}, and the stack in ${own}; write one of the stack's own Region`);
  const accounts = allowedAccounts();
  if (accounts.length > 0 && account && !accounts.includes(account))
    mistakes.add(
      path,
      `is of the account ${account}, and the stack of ${accounts.join(" or ")}; write one of the stack's own account`,
    );
}

/** What an ARN says of where its resource is; a bucket's says nothing. */
interface Place {
  region: string | undefined;
  account: string | undefined;
}

/** `aws:allowedAccountIds` of the stack's configuration: in which accounts the provider makes anything at all. */
function allowedAccounts(): string[] {
  const accounts: unknown = new pulumi.Config("aws").getObject("allowedAccountIds");
  return Array.isArray(accounts) ? accounts.map(String) : [];
}
