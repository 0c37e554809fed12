import { z } from "zod";
import type { LoginSpec } from "../../../../lib/steward/login";
import { connectionSpec } from "../repository/specs";
import type { Verb } from "../verb";
import { Server } from "./server";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "must be lower-case letters, digits and underscores");

/** Lets a login into the database, and sees that it gets in. */
export const login: Verb<LoginSpec> = {
  spec: z.strictObject({
    database: connectionSpec,
    login: connectionSpec.refine(({ user }) => name.safeParse(user).success, "must have a user in lower-case letters"),
    owner: name,
  }),
  job: true,
  async run({ database, login, owner }, stop) {
    const [server, newcomer] = [await Server.of(database, stop), await Server.of(login, stop)];
    const { user } = login;
    await server.admit({ user, password: newcomer.password, database: database.database, owner });
    await newcomer.ask("select 1", login.database);
    return { message: `${user} gets into ${login.database}`, figures: {} };
  },
};
