/** What `steward expire-images` is told: which images of a registry's volume are no longer kept. */
export interface ExpireImagesSpec {
  /** Where the registry's volume is mounted. */
  folder: string;
  /** How many images of each repository are kept, newest first. */
  keep: number;
  /** What the tags start with whose images are kept, however old. */
  keepTags: readonly string[];
}
