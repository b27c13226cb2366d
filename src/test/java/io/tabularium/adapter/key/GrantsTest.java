package io.tabularium.adapter.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.schema.SchemaName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class GrantsTest {

    private static final SchemaName AIRPORTS = new SchemaName("airports");
    private static final SchemaName WELLS = new SchemaName("wells");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "records:airports:read",
                "records:airports:write",
                "records:*:read",
                "records:*:write",
                "schemas:read",
                "operations"
            })
    void readsBackWhatItWrites(String text) {
        assertThat(Grant.parse(text)).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "records",
                "records:*",
                "records:*:*",
                "records:airports",
                "records:airports:delete",
                "records:Airports:read",
                "records:bulk:read",
                "records:air*:read",
                "records::read",
                " records:airports:read",
                "records:airports:read\n",
                "schemas:write",
                "schemas",
                "operations:read",
                "OPERATIONS"
            })
    void takesNothingElseForAGrant(String text) {
        assertThat(Grant.parse(text)).isEmpty();
    }

    @Test
    void allowsTheUseOfOneSchemaAndNoOther() {
        Grants grants = grants("records:airports:read");

        assertThat(grants.allow(Use.READ, AIRPORTS)).isTrue();
        assertThat(grants.allow(Use.WRITE, AIRPORTS)).isFalse();
        assertThat(grants.allow(Use.READ, WELLS)).isFalse();
        assertThat(grants.allowSome(Use.READ)).isTrue();
        assertThat(grants.allowSome(Use.WRITE)).isFalse();
        assertThat(grants.allowAll(Use.READ)).isFalse();
    }

    @Test
    void allowsTheUseOfEverySchema() {
        Grants grants = grants("records:*:write");

        assertThat(grants.allow(Use.WRITE, AIRPORTS)).isTrue();
        assertThat(grants.allow(Use.WRITE, WELLS)).isTrue();
        assertThat(grants.allow(Use.READ, WELLS)).isFalse();
    }

    @Test
    void showsASchemaToWhoeverUsesItsRecords() {
        assertThat(grants("records:airports:write").show(AIRPORTS)).isTrue();
        assertThat(grants("records:airports:write").show(WELLS)).isFalse();
        assertThat(grants("records:*:read").show(WELLS)).isTrue();
        assertThat(grants("schemas:read").show(WELLS)).isTrue();
        assertThat(grants("operations").show(WELLS)).isFalse();
    }

    @Test
    void showsAllSchemasToWhoeverMayKnowThatThereIsNone() {
        assertThat(grants("schemas:read").showAll()).isTrue();
        assertThat(grants("records:*:write").showAll()).isTrue();
        assertThat(grants("records:airports:write", "records:wells:read").showAll()).isFalse();
    }

    @Test
    void letsOnlyOperatorsOperate() {
        assertThat(grants("operations").operations()).isTrue();
        assertThat(grants("records:*:read", "records:*:write", "schemas:read").operations())
                .isFalse();
    }

    @Test
    void knowsNothingOfOtherServicesScopes() {
        assertThat(Grants.among(List.of("openid", "records:airports:read", "admin")))
                .isEqualTo(grants("records:airports:read"));
    }

    private static Grants grants(String... texts) {
        return Grants.among(List.of(texts));
    }
}
