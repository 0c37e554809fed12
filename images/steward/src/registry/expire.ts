import { z } from "zod";
import type { ExpireImagesSpec } from "../../../../lib/steward/expire-images";
import type { Verb } from "../verb";
import { Store } from "./store";

const spec: z.ZodType<ExpireImagesSpec> = z.strictObject({
  folder: z.string().startsWith("/", "is no absolute path"),
  keep: z.number().int().min(1),
  keepTags: z.array(z.string().min(1)),
});

/** Forgets all but the newest images of each repository; the room comes back with the registry's garbage collection. */
export const expireImages: Verb<ExpireImagesSpec> = {
  spec,
  job: true,
  async run(spec) {
    const store = new Store(spec.folder);
    const figures = { kept: 0, forgotten: 0 };
    for (const repository of await store.repositories()) {
      const { kept, forgotten } = await expire(store, repository, spec);
      figures.kept += kept;
      figures.forgotten += forgotten;
    }
    return { message: `${figures.forgotten} images forgotten, ${figures.kept} kept`, figures };
  },
};

async function expire(store: Store, repository: string, { keep, keepTags }: ExpireImagesSpec) {
  const [revisions, tags] = await Promise.all([store.revisions(repository), store.tags(repository)]);
  const protectedTags = [...tags].filter(([tag]) => keepTags.some(start => tag.startsWith(start)));
  const parts = new Map(
    await Promise.all(revisions.map(async ({ digest }) => [digest, await store.parts(digest)] as const)),
  );
  // What an index is made of counts with the index, not by itself.
  const inIndexes = new Set([...parts.values()].flat());
  const newest = revisions.filter(({ digest }) => !inIndexes.has(digest)).slice(0, keep);
  const wanted = [...newest.map(({ digest }) => digest), ...protectedTags.map(([, digest]) => digest)];
  const kept = new Set(wanted.flatMap(digest => [digest, ...(parts.get(digest) ?? [])]));
  const forgotten = revisions.filter(({ digest }) => !kept.has(digest));

  // Tags first: one that leads nowhere would be an error to whoever pulls it.
  for (const [tag, digest] of tags) if (!kept.has(digest)) await store.untag(repository, tag);
  for (const { digest } of forgotten) await store.forget(repository, digest);
  return { kept: revisions.length - forgotten.length, forgotten: forgotten.length };
}
