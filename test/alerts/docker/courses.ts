import { itNeeds } from "../../support/needs";
import { type Course, promtoolTest } from "../../support/promtool";
import { generated } from "./generated";

/** One test a course, each against the rules of the whole shop. */
export function testCourses(
  of: string,
  courses: Record<string, Omit<Course, "of">>,
  args: Parameters<typeof generated> = [],
): void {
  for (const [title, course] of Object.entries(courses))
    itNeeds(["promtool"], title, async () => {
      const { "rules.yml": rules = "" } = await generated(...args);
      await promtoolTest(rules, { ...course, of });
    });
}
