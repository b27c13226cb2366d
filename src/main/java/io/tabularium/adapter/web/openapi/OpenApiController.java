package io.tabularium.adapter.web.openapi;

import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.access.Protection;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.openapi.OpenApiDocuments.Form;
import io.tabularium.adapter.web.openapi.part.RenderedDocument;
import io.tabularium.adapter.web.query.QueryString;
import io.tabularium.domain.schema.SchemaCatalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The OpenAPI document, with what the caller may use. */
@RestController
final class OpenApiController {

    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    /** What says that a coding is not wanted. */
    private static final Pattern NO_WEIGHT = Pattern.compile("\\s*+q=0(?:\\.0*+)?+\\s*+");

    private final SchemaCatalog catalog;
    private final Protection protection;
    private final OpenApiDocuments documents;

    OpenApiController(SchemaCatalog catalog, Protection protection, Limits limits) {
        this.catalog = catalog;
        this.protection = protection;
        this.documents = new OpenApiDocuments(limits, version());
    }

    @Serves(Operation.OPENAPI)
    @Within(Load.FILES)
    @GetMapping(path = "/openapi.json", produces = JSON)
    void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(Form.JSON, JSON, request, response);
    }

    @Serves(Operation.OPENAPI)
    @Within(Load.FILES)
    @GetMapping(path = "/openapi.yaml", produces = YAML)
    void yaml(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(Form.YAML, YAML, request, response);
    }

    private void send(
            Form form, String mediaType, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        QueryString.parse(request.getQueryString()).requireNone();
        RenderedDocument document =
                documents.get(
                        catalog.list(),
                        Caller.current().grants(),
                        protection == Protection.PROTECTED,
                        form);
        boolean gzip = takesGzip(request);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (new ServletWebRequest(request, response).checkNotModified(document.entityTag(gzip))) {
            return;
        }
        if (gzip) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setContentType(mediaType);
        response.setContentLength(document.length(gzip));
        document.writeTo(response.getOutputStream(), gzip);
    }

    private static boolean takesGzip(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .anyMatch(OpenApiController::isGzip);
    }

    private static boolean isGzip(String coding) {
        String[] parts = coding.toLowerCase(Locale.ROOT).split(";", 2);
        String name = parts[0].strip();
        return (name.equals("gzip") || name.equals("*"))
                && (parts.length == 1 || !NO_WEIGHT.matcher(parts[1]).matches());
    }

    /** The version of the jar; classes that are not in one have none. */
    private static String version() {
        return Optional.ofNullable(OpenApiController.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
