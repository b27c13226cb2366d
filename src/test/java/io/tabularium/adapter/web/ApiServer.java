package io.tabularium.adapter.web;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.admission.Bulkheads;
import io.tabularium.adapter.web.answer.Answer;
import io.tabularium.adapter.web.body.BodyMemory;
import io.tabularium.adapter.web.body.RequestBodies;
import io.tabularium.adapter.web.observation.RequestSampling;
import io.tabularium.adapter.web.pace.PaceFilter;
import io.tabularium.adapter.web.pace.ReadDeadlines;
import io.tabularium.adapter.web.query.QueryLimits;
import io.tabularium.adapter.web.rows.RowWorkers;
import io.tabularium.adapter.web.tomcat.ConnectionLimits;
import io.tabularium.adapter.web.upload.Uploads;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The web layer as it is in production, on a free port, over records held in memory. It knows the
 * schemas of {@link WebSchemas}.
 */
public final class ApiServer implements AutoCloseable {

    /** Small enough to be exceeded in a test. */
    public static final Limits LIMITS =
            new Limits(new QueryLimits(100, 10_000, 50, 10), 256 * 1024, 1_000);

    /** Of the wiring, what the web layer needs. */
    private static final Set<String> WIRING =
            Set.of(
                    "io.tabularium.configuration.AccessConfiguration",
                    "io.tabularium.configuration.FilterChainConfiguration",
                    "io.tabularium.configuration.UseCaseConfiguration");

    private static final JsonReader JSON = new JsonReader(10_000_000);

    private final ServletWebServerApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private ApiServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    public static ApiServer start() {
        return start(LIMITS);
    }

    /** With settings, as they stand on a command line. */
    public static ApiServer startWith(String... settings) {
        return startOn(WebSchemas.all(), settings);
    }

    /** With schemas of a test's own, and settings. */
    public static ApiServer startOn(List<Schema> schemas, String... settings) {
        InMemoryRecords records = new InMemoryRecords();
        return start(schemas, LIMITS, Front.ROOMY, records, records, settings);
    }

    /** With schemas of a test's own, over storage that does what it needs it to do. */
    public static ApiServer startOn(
            List<Schema> schemas, RecordReader reader, RecordWriter writer) {
        return start(schemas, LIMITS, Front.ROOMY, reader, writer);
    }

    /** With schemas of a test's own, and limits. */
    public static ApiServer startOn(List<Schema> schemas, Limits limits, InMemoryRecords records) {
        return start(schemas, limits, Front.ROOMY, records, records);
    }

    public static ApiServer start(Limits limits) {
        InMemoryRecords records = new InMemoryRecords();
        return start(limits, records, records);
    }

    /** Over storage that does what a test needs it to do. */
    public static ApiServer start(Limits limits, RecordReader reader, RecordWriter writer) {
        return start(limits, Front.ROOMY, reader, writer);
    }

    /** With less room for requests, or less patience, over such storage, and settings. */
    public static ApiServer start(
            Limits limits,
            Front front,
            RecordReader reader,
            RecordWriter writer,
            String... settings) {
        return start(WebSchemas.all(), limits, front, reader, writer, settings);
    }

    private static ApiServer start(
            List<Schema> schemas,
            Limits limits,
            Front front,
            RecordReader reader,
            RecordWriter writer,
            String... settings) {
        ApplicationContextInitializer<GenericApplicationContext> beans =
                context -> {
                    context.getBeanFactory().registerSingleton("reader", reader);
                    if (!writer.equals(reader)) {
                        context.getBeanFactory().registerSingleton("writer", writer);
                    }
                    context.registerBean(SchemaCatalog.class, () -> catalog(schemas));
                    context.registerBean(Limits.class, () -> limits);
                    context.registerBean(RequestSampling.class, () -> RequestSampling.ALL);
                    context.registerBean(RowWorkers.class, () -> new RowWorkers(2));
                    BodyMemory memory = new BodyMemory(limits.maxBodyBytes());
                    context.registerBean(BodyMemory.class, () -> memory);
                    context.registerBean(
                            ReadMemory.class,
                            () -> new ReadMemory(100_000_000, Duration.ofSeconds(5)),
                            definition -> definition.setPrimary(true));
                    context.registerBean(
                            "streamMemory",
                            ReadMemory.class,
                            () -> new ReadMemory(100_000_000, Duration.ofSeconds(5)));
                    context.registerBean(Bulkheads.class, () -> new Bulkheads(front.sizes()));
                    context.registerBean(ConnectionLimits.class, front::connections);
                    context.registerBean(ReadDeadlines.class, ReadDeadlines::new);
                    context.registerBean(
                            Uploads.class,
                            () ->
                                    new Uploads(
                                            front.uploads(), context.getBean(ReadDeadlines.class)));
                    context.registerBean(
                            PaceFilter.class,
                            () ->
                                    new PaceFilter(
                                            front.connections().pace(),
                                            context.getBean(ReadDeadlines.class)));
                    context.registerBean(
                            RequestBodies.class,
                            () ->
                                    new RequestBodies(
                                            limits.maxBodyBytes(),
                                            memory,
                                            context.getBean(Uploads.class)));
                };
        SpringApplication application = new SpringApplication(WebLayer.class);
        application.setSources(WIRING);
        application.addInitializers(beans);
        application.setDefaultProperties(Map.of("spring.jmx.enabled", "false"));
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--server.shutdown=immediate",
                                // There is no storage here whose health could be told.
                                "--management.endpoint.health.group.readiness.include="
                                        + "readinessState"));
        all.addAll(List.of(settings));
        return new ApiServer(
                (ServletWebServerApplicationContext) application.run(all.toArray(String[]::new)));
    }

    /** Every path and method that is served, {@code GET /api/v1/schemas} for one. */
    public Set<String> endpoints() {
        Set<String> endpoints = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    info.getPatternValues().forEach(path -> endpoints.add(method + " " + path));
                }
            }
        }
        return endpoints;
    }

    public int port() {
        return context.getWebServer().getPort();
    }

    /** A request without a body; headers are names and values by turns. */
    public Answer send(String method, String path, String... headers) {
        return send(method, path, BodyPublishers.noBody(), headers);
    }

    /** A request with a JSON body. */
    public Answer sendJson(String method, String path, String json, String... headers) {
        return sendText(method, path, "application/json", json, headers);
    }

    /** A request with a body of that media type. */
    public Answer sendText(
            String method, String path, String contentType, String body, String... headers) {
        String[] all =
                Stream.concat(Stream.of("Content-Type", contentType), Stream.of(headers))
                        .toArray(String[]::new);
        return send(method, path, BodyPublishers.ofString(body), all);
    }

    /** A request with whatever body; one of unknown length is sent in chunks. */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Sends bytes as they are and reads what comes back until the server closes, which the request
     * must ask for or cause.
     */
    public String sendRaw(String request) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection to do with as a test likes. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }

    private static SchemaCatalog catalog(List<Schema> schemas) {
        return new SchemaCatalog() {
            @Override
            public Optional<Schema> find(String name) {
                return schemas.stream()
                        .filter(schema -> schema.name().value().equals(name))
                        .findFirst();
            }

            @Override
            public List<Schema> list() {
                return schemas;
            }
        };
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String text) {

        /** The body as JSON values. */
        public Object json() {
            return JSON.read(text);
        }

        /** A member of the body's object. */
        public Object member(String name) {
            Map<?, ?> object = (Map<?, ?>) json();
            if (!object.containsKey(name)) {
                throw new AssertionError("no member " + name + " in " + text);
            }
            return object.get(name);
        }

        /** The only value of the header, or null. */
        public String header(String name) {
            List<String> values = headers.allValues(name);
            if (values.size() > 1) {
                throw new AssertionError(name + " stands " + values.size() + " times");
            }
            return values.isEmpty() ? null : values.getFirst();
        }
    }

    /** The controllers and what Spring Boot puts around them. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan(basePackageClasses = ApiServer.class)
    static class WebLayer {}
}
