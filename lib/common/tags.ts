import { type Environment, environmentName } from "./environment";

/** Tags that every resource carries where the platform has tags: who it belongs to, and who made it. */
export function tags(
  application: string,
  environment: Environment,
  extra: Record<string, string> = {},
): Record<string, string> {
  return {
    "daytwo:application": application,
    "daytwo:environment": environmentName(environment),
    "daytwo:managed-by": "pulumi",
    ...extra,
  };
}
