package io.tabularium.adapter.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.engine.Checkpoint;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.read.DuckDbRecordReader;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.Inserter;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.Schemas;
import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.evolution.SchemaRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class SchemaManagerTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Dialect dialect = new DuckDbDialect();
    @TempDir private Path directory;
    private DuckDbDatabase database;

    @BeforeEach
    void open() {
        database = new DuckDbDatabase(DuckDbSettings.at(directory.resolve("data.duckdb")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void makesATableOfEachSchema() throws SQLException {
        provision(Schemas.everyType(), wells().build());
        insertEmpty(Schemas.everyType());
        assertThat(ask("SELECT count(*) FROM things")).containsExactly("1");
        assertThat(ask("SELECT count(*) FROM wells")).containsExactly("0");
    }

    @Test
    void guardsUniqueKeysAndMakesIndexes() throws SQLException {
        provision(wells().unique("name", "depth").indexed("depth").build());
        assertThat(ask("SELECT index_name FROM duckdb_indexes() ORDER BY 1"))
                .containsExactly("wells$index$depth", "wells$unique$name$depth");
    }

    @Test
    void remembersDefinitions() throws SQLException {
        provision(wells().build());
        assertThat(ask("SELECT name || revision || applied_at FROM _tabularium_schemas"))
                .containsExactly("wells12026-01-31 12:00:00+00");
        assertThat(ask("SELECT fingerprint = sha256(definition) FROM _tabularium_schemas"))
                .containsExactly("true");
    }

    @Test
    void changesNothingTheSecondTime() throws SQLException {
        provision(wells().unique("name").build());
        insert(wells().build(), "a", 1L);
        reopen();
        provision(wells().unique("name").build());
        assertThat(ask("SELECT revision FROM _tabularium_schemas")).containsExactly("1");
        assertThat(ask("SELECT name FROM wells")).containsExactly("a");
    }

    @Test
    void addsAPropertyWhoseValueIsNullInStoredRecords() throws SQLException {
        provision(wells().unique("name").indexed("depth").build());
        DataRecord stored = insert(wells().build(), "a", 1L);
        reopen();

        Schema wider =
                Schemas.named("wells")
                        .with("operator", BasicType.TEXT)
                        .with("name", BasicType.TEXT)
                        .with("depth", BasicType.INTEGER)
                        .unique("name")
                        .indexed("depth")
                        .indexed("operator")
                        .build();
        provision(wider);

        try (DuckDbRecordReader reader = reader()) {
            assertThat(reader.find(wider, stored.id(), Rooms.unbounded()).orElseThrow().data())
                    .isEqualTo(new RecordData(wider, new Object[] {null, "a", 1L}));
            assertThat(reader.count(wider, Filter.ALL)).isEqualTo(1);
        }
        assertThat(ask("SELECT revision FROM _tabularium_schemas")).containsExactly("2");
        assertThat(ask("SELECT index_name FROM duckdb_indexes() ORDER BY 1"))
                .containsExactly("wells$index$depth", "wells$index$operator", "wells$unique$name");
    }

    @Test
    void keepsWhatWasAddedWhenTheProcessDiesAtOnce() throws SQLException {
        provision(wells().build());
        insert(wells().build(), "a", 1L);
        Schema wider = wells().with("extra", BasicType.OBJECT).indexed("name").build();
        provision(wider);
        reopen();
        provision(wider);
        assertThat(ask("SELECT name FROM wells WHERE extra IS NULL")).containsExactly("a");
    }

    @Test
    void dropsTheIndexOfAKeyThatIsGone() throws SQLException {
        provision(wells().unique("name").unique("depth").build());
        reopen();
        provision(wells().unique("depth").build());
        assertThat(ask("SELECT index_name FROM duckdb_indexes()"))
                .containsExactly("wells$unique$depth");
    }

    @Test
    void touchesNoSchemaIfOneIsRefused() throws SQLException {
        provision(wells().build());
        insert(wells().build(), "a", 1L);
        reopen();

        Schema narrower = Schemas.named("wells").with("name", BasicType.TEXT).build();
        Schema other = Schemas.named("basins").with("name", BasicType.TEXT).build();
        assertThatThrownBy(() -> provision(other, narrower))
                .isInstanceOf(SchemaRefused.class)
                .hasMessageContaining("wells")
                .hasMessageContaining("/properties/depth");

        assertThat(ask("SELECT depth FROM wells")).containsExactly("1");
        assertThat(ask("SELECT name || revision FROM _tabularium_schemas"))
                .containsExactly("wells1");
        assertThat(ask("SELECT table_name FROM duckdb_tables()")).doesNotContain("basins");
    }

    @Test
    void keepsTheRecordsOfASchemaThatIsThereNoLonger() throws SQLException {
        provision(wells().build());
        insert(wells().build(), "a", 1L);
        reopen();
        provision(Schemas.named("basins").with("name", BasicType.TEXT).build());
        assertThat(ask("SELECT name FROM wells")).containsExactly("a");
        reopen();
        provision(wells().build());
        assertThat(ask("SELECT name FROM wells")).containsExactly("a");
    }

    @Test
    void tellsTheOrderInWhichColumnsStand() throws SQLException {
        provision(wells().build());
        Schema wider =
                Schemas.named("wells")
                        .with("first", BasicType.TEXT)
                        .with("name", BasicType.TEXT)
                        .with("depth", BasicType.INTEGER)
                        .build();
        provision(wider);
        try (Connection connection = database.connect()) {
            StoredTable stored =
                    StoredTable.read(connection, new RecordTable(wider, dialect), dialect);
            assertThat(stored.columns())
                    .containsExactly(
                            "_seq",
                            "_id",
                            "_version",
                            "_created_at",
                            "_updated_at",
                            "name",
                            "depth",
                            "first");
        }
    }

    private static Schemas wells() {
        return Schemas.named("wells").with("name", BasicType.TEXT).with("depth", BasicType.INTEGER);
    }

    private void provision(Schema... schemas) {
        new SchemaManager(dialect, database.reads(), () -> NOW, Checkpoint::perform)
                .provision(List.of(schemas));
    }

    private void reopen() {
        database.close();
        open();
    }

    private DuckDbRecordReader reader() {
        return new DuckDbRecordReader(
                dialect,
                new DuckDbRecordReader.Pools(database.reads(), database.streams()),
                new RecordCache(0),
                new RecordSizes(dialect, database.reads()),
                new QueryTimes(Duration.ofSeconds(10), new SlowQueries(Duration.ofSeconds(1))));
    }

    private DataRecord insert(Schema schema, Object... values) throws SQLException {
        return new Inserter(database.reads().source(), dialect).insert(schema, values);
    }

    private void insertEmpty(Schema schema) throws SQLException {
        insert(schema, new Object[schema.properties().size()]);
    }

    private List<String> ask(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }
}
