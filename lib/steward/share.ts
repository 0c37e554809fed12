/** What `steward share` is told: to let those who use a folder write into it. */
export interface ShareSpec {
  folder: string;
  /** "uid" or "uid:gid". @default - every user, of whom none can remove what is another's */
  owner?: string;
}
