/** The steward's image, of this version of daytwo. */
export const STEWARD_IMAGE = "ghcr.io/daytwo/steward:0.1.0";
