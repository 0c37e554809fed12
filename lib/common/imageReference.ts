const HOST = "[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d{1,5})?/";
const PART = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";

/**
 * What Docker takes as the name of an image: a host, a path in lower case, a tag and a digest
 * (distribution/reference, reference.go). Of a digest it is not asked how long it is.
 */
export const IMAGE_REFERENCE = new RegExp(
  `^(?:${HOST})?${PART}(?:/${PART})*(?::\\w[\\w.-]{0,127})?(?:@[a-z0-9]+:\\w+)?$`,
);
