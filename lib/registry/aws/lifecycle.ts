import { MOVING_TAGS } from "../defaults";

/** More than will ever match: each moving tag stands on one image of a repository. */
const ALL = 1000;

/** Kept for a day, so that a push that was cut off can be gone through again. */
const UNTAGGED_DAYS = 1;

/**
 * What ECR throws away. It knows tags and ages, never what runs, so the moving tags stand for that: an image that a rule
 * matches is safe from every rule after it. Two patterns in one rule would have to match both, hence a rule for each.
 * (AWS, Amazon ECR user guide, "Lifecycle policies".)
 */
export function lifecyclePolicy(keep: number): string {
  // The running and the previous image are among the newest as a rule: counted here too, they come on top of `keep`.
  const newest = keep + Object.keys(MOVING_TAGS).length;
  const rules = [
    expire(
      `The running image: ${MOVING_TAGS.running}* is never thrown away`,
      keepTagged(`${MOVING_TAGS.running}*`, ALL),
    ),
    expire(
      `The previous image: ${MOVING_TAGS.previous}* is never thrown away`,
      keepTagged(`${MOVING_TAGS.previous}*`, ALL),
    ),
    expire(`The newest ${newest} tagged images`, keepTagged("*", newest)),
    expire("What has no tag, after a day; never an image that a tagged index names", untagged()),
  ];
  // ECR gives rules back in the order of their priority; another order here would show as a change at every update.
  return JSON.stringify({ rules: rules.map((rule, index) => ({ rulePriority: index + 1, ...rule })) });
}

function expire(description: string, selection: object): object {
  return { description, selection, action: { type: "expire" } };
}

function keepTagged(pattern: string, countNumber: number): object {
  return { tagStatus: "tagged", tagPatternList: [pattern], countType: "imageCountMoreThan", countNumber };
}

function untagged(): object {
  return { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: UNTAGGED_DAYS };
}
