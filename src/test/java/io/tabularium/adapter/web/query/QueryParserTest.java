package io.tabularium.adapter.web.query;

import static io.tabularium.contract.TestSchemas.READINGS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.List;

final class QueryParserTest {

    private static final JsonReader JSON = new JsonReader(100_000);
    private static final QueryParser PARSER = new QueryParser(new QueryLimits(100, 10_000, 5, 3));

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "nope=eq.1 /nope",
                "=eq.1 /",
                "a~b/c=1 /a~0b~1c",
                "details.nope=eq.1 /details.nope",
                "details.deep=eq.1 /details.deep",
                "text /text",
                "text= /text",
                "text=eq /text",
                "text=Oslo /text",
                "text=EQ.Oslo /text",
                "text=not.not.eq.Oslo /text",
                "text=not /text",
                "text=like.a\\ /text",
                "text=ilike.%25\\\\\\ /text",
                "text=in.a,b /text",
                "text=in.(a,b /text",
                "text=in.(\"a /text",
                "text=in.(\"a\"b) /text",
                "text=in.(a),b) /text",
                "text=is.nothing /text",
                "text=is.null.x /text",
                "text=is /text",
                "text=is.true /text",
                "flag=is.1 /flag",
                "text=is_null.true /text",
                "number=eq.1.5 /number",
                "number=eq. /number",
                "number=eq.null /number",
                "number=eq.9223372036854775808 /number",
                "number=in.(1,x) /number/1",
                "number=between.(1) /number",
                "number=between.(1,2,3) /number",
                "number=between.1 /number",
                "number=like.1 /number",
                "number=contains.1 /number",
                "ratio=gt.1e400 /ratio",
                "ratio=gt.NaN /ratio",
                "cents=eq.1.234 /cents",
                "cents=eq.100 /cents",
                "flag=eq.yes /flag",
                "day=eq.2026-02-30 /day",
                "moment=eq.2026-01-01T00:00:00 /moment",
                "local=eq.2026-01-01T00:00:00Z /local",
                "token=eq.x /token",
                "_id=eq.x /_id",
                "details=eq.{} /details",
                "tags=in.() /tags",
                "tags=contains.x /tags",
                "text=eq.%zz /text",
                "text=eq.%4 /text",
                "text=eq.%ff /text",
                "text=eq.ü /text",
                "text=eq.%ED%A0%80 /text",
                "text=eq.%C0%80 /text",
                "text=eq.a%00 /text",
                "text=not.ne.%00 /text",
                "text=like.%25%00 /text",
                "text=starts_with.%00 /text",
                "text=in.(a,%00) /text/1",
                "details.deep.text=gt.%00 /details.deep.text",
                "%zz=1 ``",
                "page=0 /page",
                "page=-1 /page",
                "page=x /page",
                "page= /page",
                "page=1.5 /page",
                "page=9223372036854775808 /page",
                "page=9223372036854775807 /page",
                "size=0 /size",
                "size=10001 /size",
                "size=eq.5 /size",
                "page=1&page=1 /page",
                "count=maybe /count",
                "count= /count",
                "limit=5 /limit",
                "cursor= /cursor",
                "cursor=AAAA /cursor",
                "cursor=***** /cursor",
                "cursor=x&page=1 /page",
                "fields= /fields",
                "fields=text, /fields",
                "fields=nope /fields",
                "fields=_id /fields",
                "fields=details.number /fields",
                "sort= /sort",
                "sort=- /sort",
                "sort=nope /sort",
                "sort=text,,number /sort",
                "sort=details /sort",
                "sort=tags /sort",
                "sort=text,-text /sort",
                "sort=id,_id /sort",
                "sort=text,number,ratio,flag /sort",
                "sort=[ /sort",
                "sort=[1] /sort/0",
                "sort=[{\"order\":\"asc\"}] /sort/0",
                "sort=[{\"field\":\"nope\"}] /sort/0/field",
                "sort=[{\"field\":\"text\",\"order\":\"up\"}] /sort/0/order",
                "sort=[{\"field\":\"text\",\"x\":1}] /sort/0/x",
                "filters= /filters",
                "filters=null /filters",
                "filters=5 /filters",
                "filters=\"x\" /filters",
                "filters=[{] /filters",
                "filters=[]x /filters",
                "filters=[1] /filters/0",
                "filters=[{}] /filters/0/field",
                "filters=[{\"field\":1,\"operator\":\"eq\",\"value\":1}] /filters/0/field",
                "filters=[{\"field\":\"nope\",\"operator\":\"eq\",\"value\":1}] /filters/0/field",
                "filters=[{\"field\":\"number\",\"value\":1}] /filters/0/operator",
                "filters=[{\"field\":\"number\",\"operator\":\"=\",\"value\":1}] /filters/0/operator",
                "filters=[{\"field\":\"number\",\"operator\":\"eq\"}] /filters/0/value",
                "filters=[{\"field\":\"number\",\"operator\":\"eq\",\"value\":null}] /filters/0/value",
                "filters=[{\"field\":\"number\",\"operator\":\"eq\",\"value\":\"1\"}] /filters/0/value",
                "filters=[{\"field\":\"text\",\"operator\":\"eq\",\"value\":1}] /filters/0/value",
                "filters=[{\"field\":\"text\",\"operator\":\"eq\",\"value\":\"\\ud800\"}] /filters/0/value",
                "filters=[{\"field\":\"text\",\"operator\":\"eq\",\"value\":\"a\\u0000\"}] /filters/0/value",
                "filters=[{\"field\":\"text\",\"operator\":\"in\",\"value\":[\"\",\"\\u0000\"]}] /filters/0/value/1",
                "filters=[{\"field\":\"flag\",\"operator\":\"eq\",\"value\":\"true\"}] /filters/0/value",
                "filters=[{\"field\":\"number\",\"operator\":\"like\",\"value\":\"1\"}] /filters/0/operator",
                "filters=[{\"field\":\"tags\",\"operator\":\"eq\",\"value\":[]}] /filters/0/operator",
                "filters=[{\"field\":\"number\",\"operator\":\"in\",\"value\":1}] /filters/0/value",
                "filters=[{\"field\":\"number\",\"operator\":\"in\",\"value\":[1,null]}] /filters/0/value/1",
                "filters=[{\"field\":\"number\",\"operator\":\"between\",\"value\":[1]}] /filters/0/value",
                "filters=[{\"field\":\"text\",\"operator\":\"is_null\",\"value\":false}] /filters/0/value",
                "filters=[{\"field\":\"text\",\"operator\":\"is_null\",\"x\":1}] /filters/0/x",
                "filters={\"or\":{}} /filters/or",
                "filters={\"or\":[],\"and\":[]} /filters",
                "filters={\"not\":null} /filters/not",
                "filters=[{\"or\":[{\"not\":{\"field\":\"x\",\"operator\":\"is_null\"}}]}]"
                        + " /filters/0/or/0/not/field",
            })
    void refusesAndPointsToTheFault(String query, String pointer) {
        assertThatThrownBy(() -> PARSER.search(READINGS, QueryString.parse(query)))
                .isInstanceOfSatisfying(
                        InvalidQuery.class,
                        refused -> assertThat(refused.pointer()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "[] ``",
                "null ``",
                "{\"x\":1} /x",
                "{\"limit\":1} /limit",
                "{\"page\":\"1\"} /page",
                "{\"page\":null} /page",
                "{\"page\":0} /page",
                "{\"size\":10001} /size",
                "{\"size\":1e400} /size",
                "{\"fields\":[]} /fields",
                "{\"fields\":[1]} /fields",
                "{\"fields\":{}} /fields",
                "{\"sort\":5} /sort",
                "{\"sort\":[{\"field\":\"text\",\"order\":null}]} /sort/0/order",
                "{\"count\":true} /count",
                "{\"cursor\":5} /cursor",
                "{\"cursor\":\"\"} /cursor",
                "{\"filters\":\"[]\"} /filters",
                "{\"filters\":[{\"field\":\"text\",\"operator\":\"contains\",\"value\":\"\\u0000\"}]}"
                        + " /filters/0/value",
                "{\"filters\":[{\"field\":\"number\",\"operator\":\"in\",\"value\":{}}]}"
                        + " /filters/0/value",
            })
    void refusesABodyAndPointsToTheFault(String body, String pointer) {
        assertThatThrownBy(() -> PARSER.search(READINGS, JSON.read(body)))
                .isInstanceOfSatisfying(
                        InvalidQuery.class,
                        refused -> assertThat(refused.pointer()).isEqualTo(pointer));
    }

    @Test
    void asksForTheFirstHundredWithACountWhereNothingIsSaid() {
        SearchRequest request = PARSER.search(READINGS, QueryString.parse(null));

        assertThat(request.page()).isEqualTo(new PageRequest(new Start.Offset(0), 100, true));
        assertThat(request.number()).isEqualTo(1);
        assertThat(request.query().filter()).isEqualTo(Filter.ALL);
        assertThat(request.query().order()).isEmpty();
        assertThat(request.query().projection().properties()).isEqualTo(READINGS.properties());
    }

    @Test
    void readsTheSameQueryFromAQueryStringAndFromABody() {
        String filters =
                "[{\"field\":\"number\",\"operator\":\"gt\",\"value\":5}]".replace("\"", "%22");

        SearchRequest fromString =
                PARSER.search(
                        READINGS,
                        QueryString.parse(
                                "sort=-number,text&fields=text,number&page=3&size=7&count=none"
                                        + "&filters="
                                        + filters));
        SearchRequest fromBody =
                PARSER.search(
                        READINGS,
                        JSON.read(
                                """
                                {"filters": [{"field": "number", "operator": "gt", "value": 5}],
                                 "sort": [{"field": "number", "order": "desc"}, {"field": "text"}],
                                 "fields": ["number", "text"],
                                 "page": 3, "size": 7, "count": "none"}
                                """));

        assertThat(fromString).isEqualTo(fromBody);
        assertThat(fromString.page()).isEqualTo(new PageRequest(new Start.Offset(14), 7, false));
        assertThat(fromString.query().order())
                .containsExactly(
                        new SortOrder(field("number"), Direction.DESCENDING),
                        new SortOrder(field("text"), Direction.ASCENDING));
        assertThat(fromString.query().projection().properties())
                .extracting(property -> property.name().value())
                .containsExactly("text", "number");
    }

    @Test
    void joinsShorthandConditionsOnOneFieldAndFiltersByAnd() {
        Filter filter =
                PARSER.count(
                        READINGS,
                        QueryString.parse(
                                "number=gte.1&number=lt.9"
                                        + "&filters={%22field%22:%22flag%22,%22operator%22:%22is_null%22}"));

        assertThat(filter)
                .isEqualTo(
                        new Filter.And(
                                List.of(
                                        new Filter.IsNull(field("flag")),
                                        new Filter.Comparison(
                                                field("number"), Filter.Comparator.GTE, 1L),
                                        new Filter.Comparison(
                                                field("number"), Filter.Comparator.LT, 9L))));
    }

    @Test
    void knowsNullInEachSpelling() {
        Filter isNull = new Filter.IsNull(field("text"));

        assertThat(count("text=is.null")).isEqualTo(isNull);
        assertThat(count("text=is_null")).isEqualTo(isNull);
        assertThat(count("text=not.is.null")).isEqualTo(new Filter.Not(isNull));
        assertThat(count("text=is.not_null")).isEqualTo(new Filter.Not(isNull));
        assertThat(count("text=is_not_null")).isEqualTo(new Filter.Not(isNull));
    }

    @Test
    void readsWhetherABooleanIsTrueOrFalseSoThatItIsNeverUnknown() {
        for (boolean truth : new boolean[] {true, false}) {
            Field flag = field("flag");

            assertThat(count("flag=is." + truth))
                    .isEqualTo(
                            new Filter.And(
                                    List.of(
                                            new Filter.Not(new Filter.IsNull(flag)),
                                            new Filter.Comparison(
                                                    flag, Filter.Comparator.EQ, truth))));
        }
    }

    @Test
    void takesNeqAsPostgrestsNameOfNe() {
        assertThat(count("number=neq.1")).isEqualTo(count("number=ne.1"));
    }

    @Test
    void decodesPlusAsSpaceAndBytesAsUtf8() {
        Filter expected =
                new Filter.Comparison(
                        field("text"), Filter.Comparator.EQ, "a b+\u00fc\ud83d\ude00");

        assertThat(count("text=eq.a+b%2B%C3%BC%F0%9F%98%80")).isEqualTo(expected);
        assertThat(count("%74ext=eq.a%20b%2b%c3%bc%f0%9f%98%80")).isEqualTo(expected);
    }

    @Test
    void keepsQuotedListItemsWhole() {
        assertThat(count("text=in.(a,\"b,c\",\"d\\\"e\\\\\",\"\",f(g,)"))
                .isEqualTo(
                        new Filter.Membership(
                                field("text"), List.of("a", "b,c", "d\"e\\", "", "f(g", "")));
        assertThat(count("text=in.()")).isEqualTo(new Filter.Membership(field("text"), List.of()));
        assertThat(count("number=between.[1,2]")).isEqualTo(count("number=between.(1,2)"));
    }

    @Test
    void takesAnEscapedBackslashAtTheEndOfAPattern() {
        assertThat(count("text=like.a\\\\"))
                .isEqualTo(new Filter.TextMatch(field("text"), Filter.Match.LIKE, "a\\\\"));
    }

    @Test
    void boundsTheNumberOfConditionsOfBothKindsTogether() {
        String two = "number=gt.1&number=lt.9";
        String three =
                "&filters=[[],{%22or%22:[]},{%22field%22:%22flag%22,%22operator%22:%22is_null%22}]";

        assertThat(count(two + three)).isInstanceOf(Filter.And.class);
        assertThatThrownBy(() -> count(two + three + "&text=is.null"))
                .isInstanceOfSatisfying(
                        InvalidQuery.class,
                        refused -> assertThat(refused.pointer()).isEqualTo("/filters/2"));
    }

    @Test
    void boundsTheDepthOfGroups() {
        String deep = "[".repeat(20) + "]".repeat(20);

        assertThat(count("filters=" + deep)).isInstanceOf(Filter.And.class);
        assertThatThrownBy(() -> count("filters=[" + deep + "]")).isInstanceOf(InvalidQuery.class);
        assertThatThrownBy(() -> count("filters=" + "[".repeat(5_000)))
                .isInstanceOf(InvalidQuery.class);
    }

    @Test
    void boundsTheLengthOfLists() {
        String thousand = String.join(",", Collections.nCopies(1_000, "1"));

        assertThat(count("number=in.(" + thousand + ")")).isInstanceOf(Filter.Membership.class);
        assertThatThrownBy(() -> count("number=in.(" + thousand + ",1)"))
                .isInstanceOf(InvalidQuery.class);
    }

    @Test
    void takesALimitForAStreamOnly() {
        assertThat(PARSER.stream(READINGS, QueryString.parse("limit=5")).limit()).hasValue(5);
        assertThat(PARSER.stream(READINGS, QueryString.parse("")).limit()).isEmpty();
        assertThatThrownBy(() -> PARSER.stream(READINGS, QueryString.parse("limit=0")))
                .isInstanceOf(InvalidQuery.class);
        assertThatThrownBy(() -> PARSER.stream(READINGS, QueryString.parse("page=1")))
                .isInstanceOf(InvalidQuery.class);
    }

    @Test
    void takesNothingButConditionsForACount() {
        assertThatThrownBy(() -> count("sort=text")).isInstanceOf(InvalidQuery.class);
        assertThatThrownBy(() -> count("limit=1")).isInstanceOf(InvalidQuery.class);
    }

    private static Filter count(String query) {
        return PARSER.count(READINGS, QueryString.parse(query));
    }

    private static Field field(String name) {
        return Field.resolve(READINGS, name).orElseThrow();
    }
}
