package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.key.Grants;
import io.tabularium.adapter.web.ApiServer;
import io.tabularium.adapter.web.openapi.part.ComponentNames;
import io.tabularium.adapter.web.openapi.part.YamlWriter;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.schema.Schema;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

final class OpenApiDocumentTest {

    private static final String SPECIMENS = "/api/v1/records/specimens";
    private static final Document OPEN = document(Specimens.all(), Grants.ALL, false);

    @Test
    void leadsEveryReferenceToAComponentAndMentionsNoOther() {
        Set<String> references = new HashSet<>();
        collect(OPEN.root(), references);
        Set<String> components = new HashSet<>();
        OPEN.object("components")
                .forEach(
                        (kind, some) -> {
                            for (Object name : ((Map<?, ?>) some).keySet()) {
                                components.add("#/components/" + kind + "/" + name);
                            }
                        });
        // Security schemes are referred to by their names alone.
        components.removeIf(component -> component.startsWith("#/components/securitySchemes/"));
        assertThat(references).isEqualTo(components);
    }

    @Test
    void namesOperationsUniquely() {
        List<String> names = new ArrayList<>();
        ((Map<?, ?>) OPEN.at("paths"))
                .values()
                .forEach(
                        item ->
                                ((Map<?, ?>) item)
                                        .values().stream()
                                                .filter(Map.class::isInstance)
                                                .map(Map.class::cast)
                                                .map(operation -> operation.get("operationId"))
                                                .forEach(name -> names.add((String) name)));
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains("airports_create", "airports_find", "well_production_bulk", "getSchema");
    }

    @Test
    void namesComponentsThatDifferInMoreThanCase() {
        List<Schema> schemas =
                List.of(schema("a_b"), schema("ab"), schema("a__b"), schema("any"), schema("text"));
        Document document = document(schemas, Grants.ALL, false);

        assertThat(((Map<?, ?>) document.at("components", "schemas")).keySet())
                .extracting(name -> ((String) name).toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(5 * 14);
    }

    @Test
    void namesTagsAndOperationsThatDifferInMoreThanCaseAndUnderscores() {
        Document document = document(Specimens.alike(), Grants.ALL, false);

        List<Object> tags =
                ((List<?>) document.at("tags"))
                        .stream().map(tag -> (Object) ((Map<?, ?>) tag).get("name")).toList();
        assertThat(tags)
                .containsExactly(
                        "all_schemas",
                        "any_records_n2",
                        "a_b",
                        "ab_n2",
                        "a__b_n3",
                        "any_records",
                        "records",
                        "schemas");
        assertThat(tags)
                .extracting(name -> ComponentNames.pascal((String) name).toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(document.at("paths", "/api/v1/records/ab", "get"))
                .extracting("operationId", "tags")
                .containsExactly("ab_n2_find", List.of("ab_n2"));
        assertThat(document.at("paths", "/api/v1/schemas", "get"))
                .extracting("tags")
                .isEqualTo(List.of("all_schemas"));
    }

    @Test
    void givesTheSameNamesToWhoeverSeesLess() {
        Document some =
                document(
                        List.of(schema("a_b"), schema("ab")),
                        Grants.among(List.of("records:ab:read")),
                        true);
        Document all = document(List.of(schema("a_b"), schema("ab")), Grants.ALL, true);

        Object operation = some.at("paths", "/api/v1/records/ab", "get", "responses", "200");
        assertThat(operation)
                .isEqualTo(all.at("paths", "/api/v1/records/ab", "get", "responses", "200"));
    }

    @Test
    void requiresWhatHasNoDefaultInRequestsAndEverythingInAnswers() {
        assertThat(OPEN.schema("SpecimensDraft").get("required"))
                .isEqualTo(List.of("code", "id", "level", "state", "place"));
        assertThat((List<?>) OPEN.schema("SpecimensData").get("required")).hasSize(37);
        assertThat(OPEN.schema("SpecimensSelection")).doesNotContainKey("required");
        assertThat(OPEN.schema("SpecimensPatch")).doesNotContainKey("required");
    }

    @Test
    void allowsNullWhereThePropertyDoes() {
        assertThat(type("label")).isEqualTo(List.of("string", "null"));
        assertThat(
                        (List<?>)
                                OPEN.at(
                                        "components",
                                        "schemas",
                                        "SpecimensData",
                                        "properties",
                                        "label",
                                        "enum"))
                .hasSize(6)
                .containsNull();
        assertThat(type("code")).isEqualTo("string");
        assertThat(type("level")).isEqualTo(List.of("integer", "null"));
        assertThat(OPEN.schema("SpecimensPlace").get("type")).isEqualTo("object");
        assertThat(OPEN.schema("SpecimensTree")).containsKey("anyOf");
    }

    @Test
    void tellsTypesAsExactlyAsGeneratorsUnderstand() {
        assertThat(property("number"))
                .containsEntry("format", "int64")
                .containsEntry("minimum", Long.MIN_VALUE);
        assertThat(property("ratio")).containsEntry("format", "double");
        assertThat(property("amount"))
                .containsEntry("x-scale", 4L)
                .containsEntry("default", 0L)
                .doesNotContainKey("format");
        assertThat(property("id")).containsEntry("examples", List.of("own-1"));
        assertThat(OPEN.at("components", "schemas", "SpecimensData", "properties", "since", "enum"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("2026-01-31T12:00:00Z");
    }

    @Test
    void widensBoundsOfDoublesToWhereTheyRoundTo() {
        Schema schema =
                SchemaText.compile(
                        "things",
                        """
                        {"type": "object", "required": ["x"], "properties": {
                          "x": {"type": "number", "exclusiveMinimum": 0.10000000000000000001}}}
                        """);
        Document document = document(List.of(schema), Grants.ALL, false);

        assertThat(document.schema("ThingsData").get("properties"))
                .extracting("x")
                .isEqualTo(
                        Map.of(
                                "type", "number",
                                "format", "double",
                                "minimum", new BigDecimal("0.1")));
    }

    @Test
    void leavesParametersToOptionsOfTheirName() {
        List<?> parameters = (List<?>) OPEN.at("paths", SPECIMENS, "get", "parameters");
        List<Object> names =
                parameters.stream()
                        .map(OPEN::resolved)
                        .map(parameter -> (Object) parameter.get("name"))
                        .toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .contains("size", "sort", "id", "_id", "place.name", "tags", "type");
    }

    @Test
    void describesConditionsByTheTypeOfTheirField() {
        assertThat(condition("number", "eq", 1L)).isEmpty();
        assertThat(condition("number", "eq", "1")).isNotEmpty();
        assertThat(condition("number", "like", "1")).isNotEmpty();
        assertThat(condition("number", "in", List.of(1L, 2L))).isEmpty();
        assertThat(condition("number", "between", List.of(1L))).isNotEmpty();
        assertThat(condition("code", "starts_with", "A")).isEmpty();
        assertThat(condition("place", "is_null", null)).isEmpty();
        assertThat(condition("place", "eq", "x")).isNotEmpty();
        assertThat(condition("place.name", "eq", "x")).isEmpty();
        assertThat(condition("nothing", "eq", "x")).isNotEmpty();
        assertThat(OPEN.faults(OPEN.schema("SpecimensFilter"), Map.of("not", Map.of())))
                .isNotEmpty();
        assertThat(
                        OPEN.faults(
                                OPEN.schema("SpecimensFilter"),
                                Map.of("or", List.of(), "and", List.of())))
                .isNotEmpty();
    }

    @Test
    void showsOnlyWhatTheCallerMayUse() {
        Document reader =
                document(
                        Specimens.all(),
                        Grants.among(List.of("records:airports:read", "records:specimens:write")),
                        true);

        assertThat(reader.object("paths")).doesNotContainKey("/api/v1/records/earthquakes");
        assertThat(reader.at("paths", "/api/v1/records/airports", "get")).isNotNull();
        assertThat(reader.at("paths", "/api/v1/records/airports", "post")).isNull();
        assertThat(reader.at("paths", SPECIMENS + "/{id}", "patch", "responses", "200")).isNull();
        assertThat(reader.at("components", "schemas", "AnyEnvelope", "oneOf"))
                .isEqualTo(List.of(Map.of("$ref", "#/components/schemas/SpecimensEnvelope")));
        assertThat(reader.root().toString()).doesNotContain("earthquakes", "AirportsDraft");
    }

    @Test
    void saysHowCallersAreKnownAndAsksThemWhereThatIsNeeded() {
        Document secured = document(Specimens.all(), Grants.ALL, true);

        assertThat(secured.at("security"))
                .isEqualTo(List.of(Map.of("bearer", List.of()), Map.of("apiKey", List.of())));
        assertThat(secured.at("paths", SPECIMENS, "post", "description"))
                .asString()
                .contains("`records:specimens:write`");
        assertThat(secured.at("paths", SPECIMENS, "post", "responses", "401")).isNotNull();
        assertThat(OPEN.at("security")).isNull();
        assertThat(OPEN.at("components", "securitySchemes"))
                .isEqualTo(secured.at("components", "securitySchemes"))
                .isNotNull();
    }

    @Test
    void isTheSameAsYaml() {
        Map<String, Object> document =
                OpenApiDocument.of(Specimens.all(), Grants.ALL, true, ApiServer.LIMITS, "1");

        Object yaml = new Yaml().load(YamlWriter.write(document));
        assertThat(yaml).isEqualTo(new Yaml().load(JsonWriter.toText(document)));
    }

    private static List<String> condition(String field, String operator, Object value) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("field", field);
        condition.put("operator", operator);
        if (value != null) {
            condition.put("value", value);
        }
        return OPEN.faults(OPEN.schema("SpecimensFilter"), condition);
    }

    private static Object type(String property) {
        return OPEN.at("components", "schemas", "SpecimensData", "properties", property, "type");
    }

    private static Map<String, Object> property(String name) {
        return OPEN.object("components", "schemas", "SpecimensDraft", "properties", name);
    }

    private static void collect(Object value, Set<String> references) {
        switch (value) {
            case Map<?, ?> object -> {
                if (object.get("$ref") instanceof String reference) {
                    references.add(reference);
                }
                object.values().forEach(member -> collect(member, references));
            }
            case List<?> array -> array.forEach(item -> collect(item, references));
            case null, default -> {
                // leads nowhere
            }
        }
    }

    private static Schema schema(String name) {
        return SchemaText.compile(name, Specimens.SMALL);
    }

    private static Document document(List<Schema> schemas, Grants grants, boolean secured) {
        return Document.of(OpenApiDocument.of(schemas, grants, secured, ApiServer.LIMITS, "1"));
    }
}
