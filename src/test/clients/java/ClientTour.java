import org.example.client.ApiClient;
import org.example.client.ApiException;
import org.example.client.ApiResponse;
import org.example.client.api.AirportsApi;
import org.example.client.api.SpecimensApi;
import org.example.client.model.AirportsDraft;
import org.example.client.model.AirportsItem;
import org.example.client.model.AirportsPage;
import org.example.client.model.AirportsPatch;
import org.example.client.model.AirportsRecord;
import org.example.client.model.AirportsReport;
import org.example.client.model.InvalidRecordProblem;
import org.example.client.model.SpecimensDraft;
import org.example.client.model.SpecimensPlace;
import org.example.client.model.SpecimensRecord;
import org.example.client.model.Violation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** What a team does with a generated client, against a server that runs. */
final class ClientTour {

    private final ApiClient client = new ApiClient();
    private final AirportsApi airports;

    private ClientTour(String server) {
        client.updateBaseUri(server);
        airports = new AirportsApi(client);
    }

    public static void main(String[] arguments) throws Exception {
        ClientTour tour = new ClientTour(arguments[0]);
        tour.createAndPatch();
        tour.loadAndWalk();
        tour.tellWhatIsWrong();
        tour.keepEveryType();
        System.out.println("The tour is done.");
    }

    private void createAndPatch() throws ApiException {
        ApiResponse<AirportsRecord> created =
                airports.createWithHttpInfo(
                        AirportsApi.APICreateRequest.newBuilder()
                                .airportsDraft(
                                        new AirportsDraft().iata("OSL").name("Oslo").latitude(60.2))
                                .build());
        AirportsRecord record = created.getData();
        require(record.getData().getCity() == null, "an absent value is null");
        require("USA".equals(record.getData().getCountry()), "a default is filled in");
        String tag = created.getHeaders().get("ETag").getFirst();

        AirportsRecord patched = patch(record, tag, new AirportsPatch().city("Gardermoen"));
        require("Gardermoen".equals(patched.getData().getCity()), "a patch changes");
        AirportsRecord cleared = patch(record, "\"2\"", new AirportsPatch().city(null));
        require(cleared.getData().getCity() == null, "a patch with null clears");
        require(cleared.getData().getLatitude() == 60.2, "a patch leaves the rest");
        try {
            patch(record, tag, new AirportsPatch().city("Atlantis"));
            throw new IllegalStateException("a stale tag was taken");
        } catch (ApiException refused) {
            require(refused.getCode() == 412, "a stale tag is refused");
        }
        airports.remove(AirportsApi.APIRemoveRequest.newBuilder().id(record.getId()).build());
    }

    private AirportsRecord patch(AirportsRecord record, String tag, AirportsPatch patch)
            throws ApiException {
        return airports.patch(
                AirportsApi.APIPatchRequest.newBuilder()
                        .id(record.getId())
                        .ifMatch(tag)
                        .airportsPatch(patch)
                        .build());
    }

    private void loadAndWalk() throws ApiException {
        List<AirportsDraft> drafts =
                IntStream.range(0, 250)
                        .mapToObj(i -> new AirportsDraft().iata("X" + i).name("Field " + i))
                        .toList();
        AirportsReport report =
                airports.bulk(
                        AirportsApi.APIBulkRequest.newBuilder().airportsDraft(drafts).build());
        require(report.getCreated() == 250, "a bulk load creates");

        Set<String> walked = new HashSet<>();
        String cursor = null;
        do {
            AirportsPage page =
                    airports.find(
                            AirportsApi.APIFindRequest.newBuilder()
                                    .iata("starts_with.X")
                                    .sort(List.of("-name"))
                                    .size(100)
                                    .cursor(cursor)
                                    .build());
            for (AirportsItem item : page.getItems()) {
                require(walked.add(item.getData().getIata()), "a walk meets each record once");
            }
            cursor = page.getNextCursor();
        } while (cursor != null);
        require(walked.size() == 250, "a walk meets every record");
    }

    private void tellWhatIsWrong() throws Exception {
        try {
            airports.create(
                    AirportsApi.APICreateRequest.newBuilder()
                            .airportsDraft(new AirportsDraft().iata("TOO").latitude(91.0).name(""))
                            .build());
            throw new IllegalStateException("an invalid record was taken");
        } catch (ApiException refused) {
            require(refused.getCode() == 422, "an invalid record is refused");
            InvalidRecordProblem problem =
                    client.getObjectMapper()
                            .readValue(refused.getResponseBody(), InvalidRecordProblem.class);
            require(
                    problem.getErrors().stream()
                            .map(Violation::getPointer)
                            .toList()
                            .equals(List.of("/name", "/latitude")),
                    "a refusal points at what is wrong");
        }
    }

    private void keepEveryType() throws ApiException {
        SpecimensApi specimens = new SpecimensApi(client);
        SpecimensDraft draft =
                new SpecimensDraft()
                        .code("ABC-12")
                        .id("own")
                        .number(Long.MAX_VALUE)
                        .amount(new BigDecimal("12345678901234.5678"))
                        .day(LocalDate.of(2026, 1, 31))
                        .moment(OffsetDateTime.parse("2026-01-31T13:00:00+01:00"))
                        .label(SpecimensDraft.LabelEnum.LIGHT_BLUE)
                        .state(SpecimensDraft.StateEnum.KEPT)
                        .level(null)
                        .place(new SpecimensPlace().name("Here"));
        SpecimensRecord record =
                specimens.create(
                        SpecimensApi.APICreateRequest.newBuilder().specimensDraft(draft).build());
        require(record.getData().getNumber() == Long.MAX_VALUE, "an integer keeps its digits");
        require(
                record.getData().getAmount().equals(new BigDecimal("12345678901234.5678")),
                "a decimal keeps its digits");
        require(
                record.getData().getMoment().isEqual(Objects.requireNonNull(draft.getMoment())),
                "an instant stays the same");
        require(record.getData().getPlace().getName().equals("Here"), "an object is typed");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
