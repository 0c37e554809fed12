import { initialise, makePlace, type Place, sql, startPostgres } from "../data/postgres";
import { type RunningServer, remove } from "../data/servers";

/** For the tests of a block: a PostgreSQL whose database "app" has a table of three orders, as a restored one would. */
export function withOrders(): () => RunningServer {
  let place: Place;
  let server: RunningServer;
  beforeAll(async () => {
    place = makePlace();
    initialise(place);
    server = await startPostgres(place);
    sql(server.connection, "create database app", "postgres");
    sql(server.connection, "create table orders as select generate_series(1, 3) as id");
  });
  afterAll(async () => {
    await server.stop("SIGKILL");
    remove(place.root);
  });
  return () => server;
}
