/** The two presets. Production protects, spans zones and keeps longer; staging is small and cheap. */
export type Preset = "staging" | "production";

/** A preset by its name, or an environment of another name that follows a preset. */
export type Environment = Preset | { name: string; preset: Preset };

/** The name of the environment, as it stands in tags. */
export function environmentName(environment: Environment): string {
  return typeof environment === "string" ? environment : environment.name;
}

export function preset(environment: Environment): Preset {
  return typeof environment === "string" ? environment : environment.preset;
}

/** Whether resources that hold data are protected against deletion and replacement. */
export function protects(environment: Environment): boolean {
  return preset(environment) === "production";
}
