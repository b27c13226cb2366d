package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.schema.SchemaName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SchemaFaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'maxlength':5|/maxlength|maxlength",
                "'readOnly':true|/readOnly|readOnly",
                "'x-foo':1|/x-foo|x-foo",
                "'contentEncoding':'base64'|/contentEncoding|contentEncoding",
                "'minimum':1|/minimum|minimum",
                "'items':{}|/items|items",
                "'properties':{}|/properties|properties",
                "'x-scale':1|/x-scale|x-scale",
                "'format':'ipv4'|/format|format",
                "'format':7|/format|format",
                "'pattern':'('|/pattern|pattern",
                "'pattern':'a{2,1}'|/pattern|pattern",
                "'pattern':'\\\\A'|/pattern|pattern",
                "'pattern':'a++'|/pattern|pattern",
                "'pattern':'(?i)a'|/pattern|pattern",
                "'minLength':-1|/minLength|minLength",
                "'minLength':1.5|/minLength|minLength",
                "'minLength':'1'|/minLength|minLength",
                "'minLength':5,'maxLength':4|/minLength|minLength",
                "'enum':[]|/enum|enum",
                "'enum':'a'|/enum|enum",
                "'enum':['a','a']|/enum|enum",
                "'enum':['a',1]|/enum|enum",
                "'const':1|/const|const",
                "'default':1|/default|default",
                "'default':null|/default|default",
                "'maxLength':2,'default':'abc'|/default|default",
                "'default':'a\\u0000'|/default|default",
                "'enum':['a','\\u0000']|/enum|enum",
                "'const':'\\u0000'|/const|const",
                "'title':1|/title|title",
                "'description':[]|/description|description",
                "'examples':'a'|/examples|examples",
                "'deprecated':'yes'|/deprecated|deprecated",
                "'x-indexed':'yes'|/x-indexed|x-indexed",
                "'x-unique':['a']|/x-unique|x-unique",
                "'allOf':[{}]|/allOf|allOf",
                "'$ref':'#/$defs/x'|/$ref|$ref",
            })
    void namesTheKeywordOfATextProperty(String keywords, String pointer, String keyword) {
        assertFault("'type':'string'," + keywords, pointer, keyword);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'title':'t'||type",
                "'type':'text'|/type|type",
                "'type':'null'|/type|type",
                "'type':['string','integer']|/type|type",
                "'type':['string','string']|/type/1|type",
                "'type':[]|/type|type",
                "'type':7|/type|type",
                "'type':'integer','minLength':1|/minLength|minLength",
                "'type':'integer','format':'date'|/format|format",
                "'type':'integer','minimum':'0'|/minimum|minimum",
                "'type':'integer','minimum':1e400|/minimum|minimum",
                "'type':'integer','minimum':2,'maximum':1|/minimum|minimum",
                "'type':'integer','minimum':1,'exclusiveMaximum':1|/minimum|minimum",
                "'type':'integer','exclusiveMinimum':true|/exclusiveMinimum|exclusiveMinimum",
                "'type':'integer','multipleOf':0|/multipleOf|multipleOf",
                "'type':'integer','default':1.5|/default|default",
                "'type':'integer','enum':[9223372036854775808]|/enum|enum",
                "'type':'integer','x-precision':5|/x-precision|x-precision",
                "'type':'number','x-precision':5|/x-precision|x-precision",
                "'type':'number','x-scale':5|/x-scale|x-scale",
                "'type':'number','x-precision':39,'x-scale':2|/x-precision|x-precision",
                "'type':'number','x-precision':3,'x-scale':4|/x-precision|x-precision",
                "'type':'number','x-precision':3,'x-scale':1,'default':0.25|/default|default",
                "'type':'boolean','default':'true'|/default|default",
                "'type':'string','format':'date','maxLength':10|/maxLength|maxLength",
                "'type':'string','format':'date','default':'2026-02-30'|/default|default",
                "'type':'string','format':'uuid','pattern':'a'|/pattern|pattern",
                "'type':'object','x-indexed':true|/x-indexed|x-indexed",
                "'type':'array','x-unique':true|/x-unique|x-unique",
                "'type':'array','default':{}|/default|default",
                "'type':'array','default':[{'\\u0000':1}]|/default|default",
                "'type':'array','items':{'const':'\\u0000'}|/items/const|const",
                "'type':'array','items':{'enum':[{'a\\u0000':1}]}|/items/enum|enum",
                "'type':'array','minItems':2,'maxItems':1|/minItems|minItems",
                "'type':'array','uniqueItems':'yes'|/uniqueItems|uniqueItems",
                "'type':'array','items':[{}]|/items|items",
                "'type':'array','prefixItems':[{}]|/prefixItems|prefixItems",
                "'type':'array','items':{'maxlength':1}|/items/maxlength|maxlength",
                "'type':'array','items':{'default':1}|/items/default|default",
                "'type':'array','items':{'x-unique':true}|/items/x-unique|x-unique",
                "'type':'array','items':{'type':'string','minimum':1}|/items/minimum|minimum",
                "'type':'array','items':{'format':'time'}|/items/format|format",
                "'type':'array','items':{'x-precision':5}|/items/x-precision|x-precision",
                "'type':'object','patternProperties':{}|/patternProperties|patternProperties",
                "'type':'object','if':{}|/if|if",
                "'type':'object','properties':{'b':{'if':{}}}|/properties/b/if|if",
                "'type':'object','properties':{'b':7}|/properties/b|properties",
                "'type':'object','properties':{'b\\u0000':{}}|/properties/b␀|properties",
                "'type':'object','required':['b\\u0000']|/required/0|required",
                "'type':'object','required':'b'|/required|required",
                "'type':'object','required':['b','b']|/required/1|required",
                "'type':'object','anyOf':[]|/anyOf|anyOf",
                "'type':'object','allOf':[{'then':{}}]|/allOf/0/then|then",
                "'type':'object','not':7|/not|not",
                "'type':'object','not':{'type':'x'}|/not/type|type",
                "'type':'object','$defs':{}|/$defs|$defs",
                "'type':'object','$ref':'other.json'|/$ref|$ref",
                "'type':'object','$ref':'#'|/$ref|$ref",
                "'type':'object','$ref':'#/properties/a'|/$ref|$ref",
                "'type':'object','$ref':'#/$defs/missing'|/$ref|$ref",
                "'type':'object','$ref':7|/$ref|$ref",
                "'type':'object','properties':{'~/':{'if':{}}}|/properties/~0~1/if|if",
            })
    void namesTheKeywordOfAProperty(String keywords, String pointer, String keyword) {
        assertFault(keywords, pointer, keyword);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'properties':{'a':{'type':'string'}}||type",
                "'type':'array','properties':{'a':{'type':'string'}}|/type|type",
                "'type':'object'||properties",
                "'type':'object','properties':{}|/properties|properties",
                "'type':'object','properties':[]|/properties|properties",
                "$,'additionalProperties':true|/additionalProperties|additionalProperties",
                "$,'additionalProperties':{}|/additionalProperties|additionalProperties",
                "$,'patternProperties':{}|/patternProperties|patternProperties",
                "$,'minProperties':1|/minProperties|minProperties",
                "$,'default':{}|/default|default",
                "$,'definitions':{}|/definitions|definitions",
                "$,'allOf':[{}]|/allOf|allOf",
                "$,'$schema':'http://json-schema.org/draft-07/schema#'|/$schema|$schema",
                "$,'$id':7|/$id|$id",
                "$,'title':7|/title|title",
                "$,'required':['c']|/required|required",
                "$,'required':['a','a']|/required/1|required",
                "$,'required':true|/required|required",
                "$,'x-unique':true|/x-unique|x-unique",
                "$,'x-unique':[]|/x-unique|x-unique",
                "$,'x-unique':['a']|/x-unique/0|x-unique",
                "$,'x-unique':[[]]|/x-unique/0|x-unique",
                "$,'x-unique':[['a','c']]|/x-unique/0/1|x-unique",
                "$,'x-unique':[['a','a']]|/x-unique/0/1|x-unique",
                "$,'x-unique':[['a','o']]|/x-unique/0/1|x-unique",
                "$,'x-unique':[['a','b'],['b','a']]|/x-unique/1|x-unique",
                "$,'x-unique':[['u']]|/x-unique/0|x-unique",
                "$,'x-indexes':[['c']]|/x-indexes/0/0|x-indexes",
                "$,'x-indexes':[['o']]|/x-indexes/0/0|x-indexes",
                "$,'x-cluster':[]|/x-cluster|x-cluster",
                "$,'x-cluster':'a'|/x-cluster|x-cluster",
                "$,'x-cluster':null|/x-cluster|x-cluster",
                "$,'x-cluster':[['a']]|/x-cluster/0|x-cluster",
                "$,'x-cluster':['a','a']|/x-cluster/1|x-cluster",
                "$,'x-cluster':['a','c']|/x-cluster/1|x-cluster",
                "$,'x-cluster':['o']|/x-cluster/0|x-cluster",
                "$,'x-indexed':[['a']]|/x-indexed|x-indexed",
                "$,'$defs':{'x':{'if':{}}}|/$defs/x/if|if",
                "$,'$defs':{'x':{'$ref':'#/$defs/x'}}|/$defs/x/$ref|$ref",
                "$,'$defs':{'x':{'allOf':[{'$ref':'#/$defs/x'}]}}|/$defs/x/allOf/0/$ref|$ref",
                "$,'$defs':{'x':{'allOf':[{}]},'y':{'$ref':'#/$defs/x/allOf/0'}}|/$defs/y/$ref|$ref",
                "$,'$defs':7|/$defs|$defs",
            })
    void namesTheKeywordOfTheRoot(String keywords, String pointer, String keyword) {
        String schema =
                "'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'},"
                        + "'u':{'type':'string','x-unique':true},'o':{'type':'object'}}";
        List<SchemaFault> faults =
                faultsOf(
                        "{"
                                + keywords.replaceFirst("^\\$,", schema.replace("$", "\\$") + ",")
                                + "}");

        assertThat(faults)
                .extracting(SchemaFault::pointer)
                .containsExactly(pointer == null ? "" : pointer);
        assertThat(faults).extracting(SchemaFault::keyword).containsExactly(keyword);
    }

    @ParameterizedTest
    @CsvSource({"_id", "_SEQ", "rowid", "RowId", "1a", "a-b", "å", "''"})
    void refusesNamesThatNoPropertyCanHave(String name) {
        assertThat(faultsOf("{'type':'object','properties':{'" + name + "':{'type':'string'}}}"))
                .extracting(SchemaFault::pointer)
                .containsExactly("/properties/" + name);
    }

    @Test
    void refusesPropertiesThatDifferInCaseAlone() {
        assertThat(
                        faultsOf(
                                "{'type':'object','properties':{'Ab':{'type':'string'},"
                                        + "'aB':{'type':'string'}}}"))
                .extracting(SchemaFault::toString)
                .containsExactly(
                        "things.schema.json#/properties/aB: 'properties' differ only in case: Ab"
                                + " and aB");
    }

    @Test
    void refusesTooManyProperties() {
        String properties =
                IntStream.rangeClosed(0, SchemaCompiler.MAX_PROPERTIES)
                        .mapToObj(i -> "'p" + i + "':{'type':'string'}")
                        .collect(Collectors.joining(","));

        assertThat(faultsOf("{'type':'object','properties':{" + properties + "}}"))
                .extracting(SchemaFault::pointer)
                .containsExactly("/properties");
    }

    @Test
    void tellsEveryFaultAtOnce() {
        assertThat(
                        faultsOf(
                                "{'type':'object','foo':1,'properties':{"
                                        + "'a':{'type':'string','minimum':1,'bar':2}}}"))
                .extracting(SchemaFault::pointer)
                .containsExactly("/foo", "/properties/a/minimum", "/properties/a/bar");
    }

    @Test
    void refusesReferencesThatLeadBackThroughEachOther() {
        assertThat(
                        faultsOf(
                                "{'type':'object','properties':{'a':{'type':'string'}},'$defs':{"
                                        + "'x':{'$ref':'#/$defs/y'},'y':{'$ref':'#/$defs/x'}}}"))
                .extracting(SchemaFault::pointer)
                .containsExactly("/$defs/x/$ref", "/$defs/y/$ref");
    }

    private static void assertFault(String property, String pointer, String keyword) {
        List<SchemaFault> faults =
                faultsOf(
                        "{'type':'object','required':['a'],'properties':{'a':{" + property + "}}}");

        String place = "/properties/a" + (pointer == null ? "" : pointer.replace('␀', '\0'));
        assertThat(faults).extracting(SchemaFault::pointer).containsExactly(place);
        assertThat(faults).extracting(SchemaFault::keyword).containsExactly(keyword);
    }

    @SuppressWarnings("unchecked")
    private static List<SchemaFault> faultsOf(String text) {
        Faults faults = new Faults("things.schema.json");
        Object definition = new JsonReader(10_000).read(text.replace('\'', '"'));
        SchemaCompiler.compile(new SchemaName("things"), (Map<String, Object>) definition, faults);
        return faults.toList();
    }
}
