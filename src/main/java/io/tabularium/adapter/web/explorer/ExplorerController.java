package io.tabularium.adapter.web.explorer;

import io.tabularium.adapter.web.access.Protection;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemException;
import io.tabularium.adapter.web.problem.ProblemType;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The explorer, which everybody may open: it asks for credentials where they are needed. */
@RestController
final class ExplorerController {

    private static final String PAGE = "/docs";
    private static final String FILES = PAGE + "/files";
    private static final String HTML = "text/html;charset=utf-8";

    /** Nothing but this service is loaded, asked or led to. */
    private static final String CONTENT_SECURITY_POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' data:",
                    "connect-src 'self'",
                    "frame-ancestors 'none'",
                    "base-uri 'none'",
                    "form-action 'none'");

    private final ExplorerFiles files = ExplorerFiles.read();
    private final ExplorerFile page;

    ExplorerController(Protection protection) {
        this.page = page(protection, files.edition());
    }

    @Serves(Operation.OTHER)
    @GetMapping({"/", PAGE + "/"})
    void lead(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + PAGE);
    }

    @Serves(Operation.OTHER)
    @GetMapping(path = PAGE, produces = "text/html")
    void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (!new ServletWebRequest(request, response).checkNotModified(page.digest())) {
            page.send(response);
        }
    }

    @Serves(Operation.OTHER)
    @Within(Load.FILES)
    @GetMapping(FILES + "/{edition}/{name}")
    void file(
            @PathVariable("edition") String edition,
            @PathVariable("name") String name,
            HttpServletResponse response)
            throws IOException {
        ExplorerFile file = files.find(edition, name).orElseThrow(ExplorerController::notFound);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
        file.send(response);
    }

    private static ExplorerFile page(Protection protection, String edition) {
        String html =
                ExplorerFile.read("io/tabularium/adapter/web/explorer/explorer.html", HTML)
                        .text()
                        .replace("{access}", protection.name().toLowerCase(Locale.ROOT))
                        // Relative, so that the explorer may lie deeper behind a proxy.
                        .replace("{files}", FILES.substring(1) + "/" + edition);
        return new ExplorerFile(HTML, html.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException notFound() {
        return new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "The explorer has no such file."));
    }
}
