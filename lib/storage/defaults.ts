/** What tells a container where its files are. */
export const PATH_VARIABLE = "FILES_PATH";
export const BUCKET_VARIABLE = "FILES_BUCKET";
