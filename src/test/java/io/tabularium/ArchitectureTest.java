package io.tabularium;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The house: who may use whom, and who may use what. */
final class ArchitectureTest {

    private static final String ROOT = "io.tabularium";
    private static final String DOMAIN = "io.tabularium.domain..";
    private static final String APPLICATION = "io.tabularium.application..";
    private static final String WEB = "io.tabularium.adapter.web..";
    private static final String COMMAND = "io.tabularium.adapter.command..";
    private static final String KEY = "io.tabularium.adapter.key..";
    private static final String OPERATOR = "io.tabularium.adapter.operator..";
    private static final String SCHEMAFILE = "io.tabularium.adapter.schemafile..";
    private static final String JSON = "io.tabularium.adapter.json..";
    private static final String REPRESENTATION = "io.tabularium.adapter.representation..";
    private static final String JDBC = "io.tabularium.adapter.jdbc..";
    private static final String DUCKDB = "io.tabularium.adapter.duckdb..";
    private static final String POSTGRESQL = "io.tabularium.adapter.postgresql..";
    private static final String CONFIGURATION = "io.tabularium.configuration..";
    private static final int LARGEST_ROOM = 25;

    // Without package-info, a package that has nothing else counts as empty, and that fails.
    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT)
                    .that(not(simpleName("package-info")));

    private static final JavaClasses TESTS =
            new ClassFileImporter()
                    .withImportOption(Predefined.ONLY_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void packagesUseOnlyThoseTheyMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy(type(TabulariumApplication.class))
                .layer("configuration")
                .definedBy(CONFIGURATION)
                .layer("web")
                .definedBy(WEB)
                .layer("command")
                .definedBy(COMMAND)
                .layer("key")
                .definedBy(KEY)
                .layer("operator")
                .definedBy(OPERATOR)
                .layer("schemafile")
                .definedBy(SCHEMAFILE)
                .layer("duckdb")
                .definedBy(DUCKDB)
                .layer("postgresql")
                .definedBy(POSTGRESQL)
                .layer("jdbc")
                .definedBy(JDBC)
                .layer("representation")
                .definedBy(REPRESENTATION)
                .layer("json")
                .definedBy(JSON)
                .layer("application")
                .definedBy(APPLICATION)
                .layer("domain")
                .definedBy(DOMAIN)
                .whereLayer("main")
                .mayOnlyAccessLayers("command", "configuration")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("web")
                .mayOnlyAccessLayers("application", "domain", "key", "representation", "json")
                .whereLayer("command")
                .mayOnlyAccessLayers("key", "application", "domain")
                .whereLayer("key")
                .mayOnlyAccessLayers("domain", "json")
                .whereLayer("operator")
                .mayOnlyAccessLayers("application", "domain")
                .whereLayer("schemafile")
                .mayOnlyAccessLayers("domain", "json")
                .whereLayer("duckdb")
                .mayOnlyAccessLayers("jdbc", "domain", "representation", "json")
                .whereLayer("postgresql")
                .mayOnlyAccessLayers("jdbc", "domain", "representation", "json")
                .whereLayer("jdbc")
                .mayOnlyAccessLayers("domain", "representation", "json")
                .whereLayer("representation")
                .mayOnlyAccessLayers("domain", "json")
                .whereLayer("json")
                .mayOnlyAccessLayers("domain")
                .whereLayer("application")
                .mayOnlyAccessLayers("domain")
                .whereLayer("domain")
                .mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(MAIN);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.tabularium.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void domainUsesNothingButTheLanguage() {
        classes()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", DOMAIN)
                .check(MAIN);
    }

    @Test
    void applicationUsesNothingButTheDomain() {
        classes()
                .that()
                .resideInAPackage(APPLICATION)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", DOMAIN, APPLICATION)
                .check(MAIN);
    }

    @Test
    void onlyStorageUsesSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(JDBC, DUCKDB, POSTGRESQL, CONFIGURATION)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jooq..")
                .check(MAIN);
    }

    @Test
    void onlyTheDuckDbAdapterUsesItsDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage(DUCKDB)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(MAIN);
    }

    @Test
    void onlyThePostgreSqlAdapterUsesItsDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage(POSTGRESQL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.postgresql..")
                .check(MAIN);
    }

    @Test
    void roomsAreSmall() {
        Map<String, Long> sizes =
                MAIN.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes).hasSizeGreaterThan(30);
        assertThat(sizes.entrySet()).noneMatch(room -> room.getValue() > LARGEST_ROOM);
    }

    @Test
    void neutralRoomsNameNoVendor() {
        noClasses()
                .that()
                .resideOutsideOfPackages(DUCKDB, POSTGRESQL, CONFIGURATION)
                .should()
                .haveSimpleNameContaining("DuckDb")
                .orShould()
                .haveSimpleNameContaining("PostgreSql")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(
                        MAIN.stream()
                                .map(JavaClass::getPackage)
                                .distinct()
                                .filter(unit -> !unit.isAnnotatedWith(NullMarked.class))
                                .map(JavaPackage::getName))
                .isEmpty();
    }

    @Test
    void classesAreNamedAfterConcepts() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(MAIN);
    }

    @Test
    void testsDoNotSleep() {
        noClasses()
                .should()
                .callMethodWhere(
                        target(name("sleep"))
                                .and(target(owner(type(Thread.class).or(type(TimeUnit.class))))))
                .check(TESTS);
    }
}
