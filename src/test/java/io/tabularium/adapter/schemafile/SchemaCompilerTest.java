package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Clustering;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.UniqueKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class SchemaCompilerTest {

    private static final JsonReader READER = new JsonReader(10_000);

    @Test
    void takesTheClusteringInTheOrderDeclared() {
        String schema =
                "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer'}}%s}";

        assertThat(compile(schema.formatted(",'x-cluster':['b','a']")).clustering())
                .map(Clustering::names)
                .contains(List.of("b", "a"));
        assertThat(compile(schema.formatted("")).clustering()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'string'|TEXT",
                "'type':'string','format':'email'|TEXT",
                "'type':'string','format':'uri'|TEXT",
                "'type':'string','format':'date'|DATE",
                "'type':'string','format':'date-time'|INSTANT",
                "'type':'string','format':'local-date-time'|LOCAL_DATE_TIME",
                "'type':'string','format':'uuid'|UUID",
                "'type':'integer'|INTEGER",
                "'type':'number'|DOUBLE",
                "'type':['number','integer']|DOUBLE",
                "'type':['null','boolean']|BOOLEAN",
                "'type':'object'|OBJECT",
                "'type':'array'|ARRAY",
            })
    void givesPropertiesAndNestedValuesTheSameTypes(String keywords, BasicType type) {
        Schema schema =
                compile(
                        "{'type':'object','properties':{'a':{%s},'o':{'type':'object','properties':{'m':{%s}}}}}"
                                .formatted(keywords, keywords));

        assertThat(property(schema, "a").type()).isEqualTo(type);
        assertThat(Field.resolve(schema, "o.m").map(Field::type))
                .isEqualTo(
                        java.util.Optional.<PropertyType>of(type).filter(PropertyType::isScalar));
    }

    @Test
    void makesDecimalsOfNumbersWithPrecisionAndScale() {
        Schema schema =
                compile(
                        "{'type':'object','properties':{'a':{'type':'number','x-precision':5,'x-scale':2},"
                                + "'l':{'type':'array','items':{'type':'number','x-precision':5,'x-scale':2}}}}");

        assertThat(property(schema, "a").type()).isEqualTo(new DecimalType(5, 2));
        assertThat(violations(schema, "{'a':1.25,'l':[999.99, 1.250, 0]}")).isEmpty();
        assertThat(violations(schema, "{'a':1.255,'l':[1000, 0.125]}"))
                .containsExactly("/a x-scale", "/l/0 x-precision", "/l/1 x-scale");
    }

    @Test
    void keepsWhatIsForPeople() {
        Schema schema =
                compile(
                        "{'title':'T','description':'D','$comment':'c','examples':[1],'type':'object',"
                                + "'properties':{'a':{'type':'string','title':'A','description':'d',"
                                + "'deprecated':true,'examples':['x']}}}");

        assertThat(schema.title()).isEqualTo("T");
        assertThat(schema.description()).isEqualTo("D");
        assertThat(property(schema, "a").title()).isEqualTo("A");
        assertThat(property(schema, "a").description()).isEqualTo("d");
    }

    @Test
    void collectsKeysAndIndexesFromPropertiesAndTheRoot() {
        Schema schema =
                compile(
                        "{'type':'object','properties':{'a':{'type':'string','x-unique':true},"
                                + "'b':{'type':'integer','x-indexed':true,'x-unique':false}},"
                                + "'x-unique':[['b','a']],'x-indexes':[['a','b']]}");

        assertThat(schema.uniqueKeys())
                .extracting(UniqueKey::names)
                .containsExactly(List.of("a"), List.of("b", "a"));
        assertThat(schema.indexes())
                .extracting(Index::names)
                .containsExactly(List.of("b"), List.of("a", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'string'|false|null|true",
                "'type':'string'|true|null|false",
                "'type':['string','null']|true|null|true",
                "'type':['string','null'],'enum':['a']|true|null|false",
                "'type':['string','null'],'enum':['a',null]|true|null|true",
                "'type':['string','null'],'enum':['a']|false|null|true",
                "'type':['string','null'],'const':'a'|true|null|false",
                "'type':['object','null'],'allOf':[{'type':'object'}]|true|null|false",
            })
    void allowsNullWhereTheSchemaOrAbsenceDoes(
            String keywords, boolean required, String value, boolean valid) {
        Schema schema =
                compile(
                        "{'type':'object','properties':{'a':{%s}},'required':[%s]}"
                                .formatted(keywords, required ? "'a'" : ""));

        assertThat(violations(schema, "{'a':" + value + "}").isEmpty()).isEqualTo(valid);
        assertThat(property(schema, "a").acceptsNull()).isEqualTo(valid);
    }

    @Test
    void fillsAbsentKeysWithDefaultsAlsoWithNull() {
        Schema schema =
                compile(
                        "{'type':'object','properties':{'a':{'type':'string','default':'x'},"
                                + "'b':{'type':['string','null'],'default':null}},'required':['a','b']}");

        assertThat(violations(schema, "{}")).isEmpty();
        assertThat(violations(schema, "{'a':null}")).containsExactly("/a type");
    }

    @Test
    void followsReferencesThatGoDownIntoTheValue() {
        Schema schema =
                compile(
                        "{'type':'object','properties':{'t':{'type':'object','$ref':'#/$defs/a~1b%20c'}},"
                                + "'$defs':{'a/b c':{'required':['v'],'properties':{'v':{'type':'integer'},"
                                + "'next':{'$ref':'#/$defs/a~1b%20c'},"
                                + "'w':{'$ref':'#/$defs/w'}}},'w':{'type':'integer'}}}");

        assertThat(violations(schema, "{'t':{'v':1,'w':2,'next':{'v':3}}}")).isEmpty();
        assertThat(violations(schema, "{'t':{'v':1,'w':'2','next':{'next':{'v':'3'}}}}"))
                .containsExactlyInAnyOrder(
                        "/t/w type", "/t/next/v required", "/t/next/next/v type");
        assertThat(Field.resolve(schema, "t.next.next.w").map(Field::type))
                .contains(BasicType.INTEGER);
    }

    private static List<String> violations(Schema schema, String data) {
        RecordDraft draft = new RecordDraft(schema);
        ((Map<?, ?>) json(data)).forEach((name, value) -> draft.put((String) name, value));
        Violations violations = new Violations();
        draft.toData(violations);
        return violations.toList().stream().map(SchemaCompilerTest::describe).toList();
    }

    private static String describe(Violation violation) {
        return violation.pointer() + " " + violation.code();
    }

    private static Property property(Schema schema, String name) {
        return schema.property(name).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Schema compile(String text) {
        Faults faults = new Faults("things.schema.json");
        Map<String, Object> definition = (Map<String, Object>) json(text);
        return SchemaCompiler.compile(new SchemaName("things"), definition, faults)
                .orElseThrow(() -> new AssertionError(faults.toList()));
    }

    private static Object json(String text) {
        return READER.read(text.replace('\'', '"'));
    }
}
