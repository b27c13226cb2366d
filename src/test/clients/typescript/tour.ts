// What a team does with a generated client, against a server that runs.
import { AirportsApi, Configuration, ResponseError, SpecimensApi } from "./client/index.js";
import type { AirportsPage, InvalidRecordProblem } from "./client/index.js";

declare const process: { argv: string[] };

const configuration = new Configuration({ basePath: process.argv[2] });
const airports = new AirportsApi(configuration);

function require(condition: boolean, what: string): void {
  if (!condition) {
    throw new Error("not so: " + what);
  }
}

async function refusal(attempt: Promise<unknown>): Promise<Response> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof ResponseError) {
      return error.response;
    }
    throw error;
  }
  throw new Error("it was not refused");
}

const created = await airports.airportsCreateRaw({
  airportsDraft: { iata: "OSL", name: "Oslo", latitude: 60.2 },
});
const record = await created.value();
require(record.data.city === null, "an absent value is null");
require(record.data.country === "USA", "a default is filled in");

const ifMatch = created.raw.headers.get("ETag")!;
const patched = await airports.airportsPatch({
  id: record.id,
  ifMatch,
  airportsPatch: { city: "Gardermoen" },
});
require(patched?.data.city === "Gardermoen", "a patch changes");
const stale = await refusal(
  airports.airportsPatch({ id: record.id, ifMatch, airportsPatch: { city: "Atlantis" } }),
);
require(stale.status === 412, "a stale tag is refused");
await airports.airportsRemove({ id: record.id });

const drafts = Array.from({ length: 250 }, (_, i) => ({ iata: "X" + i, name: "Field " + i }));
const report = await airports.airportsBulk({ airportsDraft: drafts });
require(report.created === 250, "a bulk load creates");

const walked = new Set<string>();
let cursor: string | undefined;
do {
  const page: AirportsPage = await airports.airportsFind({
    iata: "starts_with.X",
    sort: ["-name"],
    size: 100,
    cursor,
  });
  page.items.forEach((item) => walked.add(item.data.iata!));
  cursor = page.nextCursor ?? undefined;
} while (cursor !== undefined);
require(walked.size === 250, "a walk meets every record");

const invalid = await refusal(
  airports.airportsCreate({ airportsDraft: { iata: "TOO", name: "", latitude: 91 } }),
);
require(invalid.status === 422, "an invalid record is refused");
const problem = (await invalid.json()) as InvalidRecordProblem;
require(
  problem.errors.map((error) => error.pointer).join() === "/name,/latitude",
  "a refusal points at what is wrong",
);

const specimens = new SpecimensApi(configuration);
const specimen = await specimens.specimensCreate({
  specimensDraft: {
    code: "ABC-12",
    id: "own",
    state: "kept",
    level: null,
    label: "light blue",
    day: new Date("2026-01-31"),
    moment: new Date("2026-01-31T12:00:00Z"),
    place: { name: "Here" },
    tags: new Set(["a", "b"]),
  },
});
require(specimen.data.moment?.getTime() === Date.UTC(2026, 0, 31, 12), "an instant stays the same");
require(specimen.data.place.name === "Here", "an object is typed");

console.log("The tour is done.");
