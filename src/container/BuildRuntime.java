import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Makes what the container image consists of: {@code <jar> <folder>}. Into the folder go {@code
 * jre}, a Java runtime of the modules that are needed; {@code tabularium.jar} and {@code lib}, the
 * jar taken apart; and {@code tabularium.aot}, classes and profiles of a server that was started
 * for this. The Dockerfile runs it, and so does the build before its integration tests, which start
 * their servers from the folder.
 */
void main(String[] arguments) throws Exception {
    var jar = Path.of(arguments[0]);
    var folder = Path.of(arguments[1]).toAbsolutePath();
    delete(folder);
    extract(jar, folder);
    unpackEngine(folder.resolve("lib"));
    linkRuntime(folder);
    train(folder);
}

/** Classes are found faster in plain jars than in a jar of jars, and only those can be cached. */
void extract(Path jar, Path folder) throws IOException, InterruptedException {
    var status =
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            folder.toString(),
                            "--application-filename",
                            "tabularium.jar")
                    .inheritIO()
                    .start()
                    .waitFor();
    require(status == 0, "the jar cannot be taken apart");
}

/**
 * Lays the engine's library beside its driver, for {@code -Djava.library.path}, and leaves out
 * those for other platforms. The driver as it is shipped would copy 70 MB into the folder for
 * temporary files at each start, and leave them there when it is killed.
 */
void unpackEngine(Path libraries) throws IOException {
    var driver = startingWith("duckdb_jdbc-", libraries).getFirst();
    var own = libraryName();
    try (var entries = FileSystems.newFileSystem(driver)) {
        var all = startingWith("libduckdb_java.so_", entries.getPath("/"));
        for (var library : all) {
            if (library.endsWith(own)) {
                Files.copy(library, libraries.resolve(System.mapLibraryName("duckdb_java")));
            }
            Files.delete(library);
        }
    }
    require(!startingWith("libduckdb_java", libraries).isEmpty(), "the driver holds no " + own);
}

/** As the driver names it. */
String libraryName() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "libduckdb_java.so_%s_%s"
            .formatted(
                    system.startsWith("mac") ? "macos" : system.split(" ")[0],
                    architecture.equals("aarch64") ? "arm64" : architecture);
}

/** What the classes name, and {@code jcmd} for operators: thread dumps, heap dumps, recordings. */
void linkRuntime(Path folder) throws IOException {
    var classPath =
            startingWith("", folder.resolve("lib")).stream()
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .collect(Collectors.joining(File.pathSeparator));
    var modules =
            tool(
                            "jdeps",
                            "--multi-release=25",
                            "--ignore-missing-deps",
                            "--print-module-deps",
                            "--class-path=" + classPath,
                            folder.resolve("tabularium.jar").toString())
                    .strip();
    tool(
            "jlink",
            "--add-modules=" + modules + ",jdk.jcmd",
            "--no-header-files",
            "--no-man-pages",
            "--output=" + folder.resolve("jre"));
}

/** Starts a server, asks it a little of everything, and stops it; what it loaded is kept. */
void train(Path folder) throws IOException, InterruptedException {
    var data = Files.createTempDirectory("training");
    var port = freePort();
    var log = data.resolve("log");
    Files.writeString(
            Files.createDirectory(data.resolve("schemas")).resolve("things.schema.json"), SCHEMA);
    var server =
            new ProcessBuilder(
                            folder.resolve("jre/bin/java").toString(),
                            "-XX:AOTCacheOutput=" + folder.resolve("tabularium.aot"),
                            // A cache fits only machines that, as this, may address the heap by 32
                            // bits.
                            "-Djava.library.path=" + folder.resolve("lib"),
                            "-Xmx512m",
                            "-XX:+UseG1GC",
                            "-jar",
                            folder.resolve("tabularium.jar").toString(),
                            "--server.port=" + port,
                            "--tabularium.schemas.location=" + data.resolve("schemas"),
                            "--tabularium.duckdb.path=" + data.resolve("tabularium.duckdb"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
    try {
        use(server, "http://127.0.0.1:" + port);
        server.destroy();
        require(server.waitFor(3, TimeUnit.MINUTES), "the server did not stop");
        require(Files.exists(folder.resolve("tabularium.aot")), "no cache was made");
    } catch (IllegalStateException e) {
        IO.println(Files.readString(log));
        throw e;
    } finally {
        server.destroyForcibly().waitFor();
        delete(data);
    }
}

void use(Process server, String base) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
        awaitReady(server, client, base + "/actuator/health/readiness");
        var things = base + "/api/v1/records/things";
        for (var i = 0; i < ROUNDS; i++) {
            require(
                    send(client, post(things, "application/json", THING.formatted(i))) == 201,
                    "no thing was made");
            send(client, post(things, "application/json", "{}"));
            send(
                    client,
                    post(
                            things + "/bulk?on_conflict=ignore",
                            "application/x-ndjson",
                            THING.formatted(i)));
            for (var path : List.of("?name=eq.a&sort=-size", "/count", "/stream", "/nothing")) {
                send(client, HttpRequest.newBuilder(URI.create(things + path)).build());
            }
        }
        send(client, HttpRequest.newBuilder(URI.create(base + "/actuator/prometheus")).build());
    }
}

void awaitReady(Process server, HttpClient client, String readiness) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(readiness)).build();
    var deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    var status = 0;
    while (status != 200) {
        require(server.isAlive() && System.nanoTime() < deadline, "the server did not start");
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        try {
            status = send(client, request);
        } catch (IOException notListeningYet) {
            status = 0;
        }
    }
}

HttpRequest post(String address, String contentType, String body) {
    return HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
}

int send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
}

int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
    }
}

/** What a tool of the JDK prints. */
String tool(String name, String... arguments) {
    var output = new StringWriter();
    var writer = new PrintWriter(output);
    var status = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments);
    require(status == 0, name + ": " + output);
    return output.toString();
}

List<Path> startingWith(String prefix, Path folder) throws IOException {
    try (var files = Files.list(folder)) {
        return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
}

void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

void require(boolean condition, String otherwise) {
    if (!condition) {
        throw new IllegalStateException(otherwise);
    }
}

static final int ROUNDS = 50;

static final String SCHEMA =
        """
        {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "x-indexed": true},
            "code": {"type": "integer", "x-unique": true},
            "size": {"type": "number", "minimum": 0},
            "made": {"type": "string", "format": "date"}}}
        """;

static final String THING =
        """
        {"name": "a", "code": %d, "size": 1.5, "made": "2026-01-01"}
        """;
